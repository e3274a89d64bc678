"""Why a document is refused, shown in its own text, with repairs where nothing can go wrong."""
