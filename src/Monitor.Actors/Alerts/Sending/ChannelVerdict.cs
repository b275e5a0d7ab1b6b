namespace Monitor.Actors.Alerts.Sending;

/// <summary>What an HTTP answer means for an alert, unless its channel knows better; pure (FAULTS ).</summary>
public static class ChannelVerdict
{
    public static Delivery Of(ChannelReply reply) => reply.Status switch
    {
        >= 200 and < 300 => new Delivery.Sent(reply.Words),
        408 or 425 or 429 or >= 500 => Later(reply),
        < 400 => new Delivery.TryLater($"HTTP {reply.Status}: redirects are not followed; put the new address into the configuration"),
        401 or 403 or 404 or 405 or 410 => SetUpWrongly(reply),
        _ => new Delivery.GiveUp(reply.Words),
    };

    /// <summary>Not the alert's fault: it waits until somebody has mended the channel, or until it is too old.</summary>
    public static Delivery SetUpWrongly(ChannelReply reply) => new Delivery.TryLater($"the channel is set up wrongly: {reply.Words}", reply.RetryAfter);

    public static Delivery Later(ChannelReply reply, TimeSpan? after = null) => new Delivery.TryLater(reply.Words, after ?? reply.RetryAfter);
}
