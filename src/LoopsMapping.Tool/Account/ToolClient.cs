namespace LoopsMapping.Tool.Account;

/// <summary>A destination without mappings: all that is asked here is in <see cref="LoopsClient.Api"/>.</summary>
internal sealed class ToolClient : LoopsClient
{
    private ToolClient(ILoopsDelivery delivery)
        : base(delivery)
    {
    }

    public static ToolClient Create(LoopsOptions options) => new(CreateDelivery(options, loggerFactory: null, LoopsTool.Name));
}
