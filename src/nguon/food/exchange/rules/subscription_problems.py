from nguon.base.errors import InputInvalid


class SubscriptionControlsInvalid(InputInvalid):
    """When or where to report was not said, or in a way that cannot be done."""

    problem_type = "epcisException:SubscriptionControlsException"
