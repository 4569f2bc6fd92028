namespace LoopsMapping.Testing.Endpoints;

/// <summary><c>GET dedicated-sending-ips</c>: addresses that are reserved for documentation and belong to nobody.</summary>
internal static class SendingIpsEndpoint
{
    private static readonly ApiResponse Addresses = new(200, """["192.0.2.1","192.0.2.2"]""");

    public static ApiResponse Get(ApiCall call) => Addresses;
}
