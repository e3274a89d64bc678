/** The parts every screen is made of. */

export { BigButton } from "./BigButton";
export { Choice, type Option, Presets, Ticks } from "./Choice";
export { Field } from "./Field";
export { Icon, IconSheet } from "./Icon";
export { List } from "./List";
export { Empty, Notice } from "./Notice";
export { finished, isHalfTyped, NumberPad } from "./NumberPad";
export { Pairs } from "./Pairs";
export { PhotoButton, TakePhoto } from "./PhotoButton";
export { Screen } from "./Screen";
export { type Step, Steps, toOpenStep } from "./Steps";
export { Badge, Tile, type Tone } from "./Tile";
export { ON_TIME, TimeChoice } from "./TimeChoice";
export { afterDrawing, Toast, tell, tellSaved } from "./Toast";
