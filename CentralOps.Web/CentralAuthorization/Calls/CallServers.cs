using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CentralOps.Web.CentralAuthorization.Calls;

/// <summary>Servers that help browsers to a way between networks; from the configuration, <c>Calls</c>. None = browsers must reach each other directly.</summary>
public sealed class CallServers
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    /// <summary>Addresses, e.g. <c>stun:stun.bank.example:3478</c> and <c>turns:turn.bank.example:5349?transport=tcp</c>.</summary>
    public IReadOnlyList<string> Servers { get; set; } = [];

    /// <summary>Secret shared with the TURN servers (coturn: <c>static-auth-secret</c>); browsers get a password that is good for an hour, never this.</summary>
    public string TurnSecret { get; set; } = "";

    /// <summary>Every address can be one.</summary>
    internal bool Sound => Servers.All(s => s.Split(':', 2) is ["stun" or "stuns" or "turn" or "turns", { Length: > 0 }]) && (TurnSecret.Length > 0 || !Servers.Any(IsTurn));

    /// <summary>As <c>RTCPeerConnection</c> takes them.</summary>
    /// <param name="userId">Who gets them.</param>
    /// <param name="now">Now.</param>
    public IReadOnlyList<IceServer> For(Guid userId, DateTimeOffset now)
    {
        var user = (now + GoodFor).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + ":" + userId.ToString("N");
        return [.. Servers.Select(s => IsTurn(s) ? new IceServer(s, user, Password(user)) : new IceServer(s, null, null))];
    }

    private static bool IsTurn(string address) => address.StartsWith("turn", StringComparison.Ordinal);

    [SuppressMessage("Security", "CA5350", Justification = "the TURN REST convention, which the servers speak, is HMAC-SHA1; as an HMAC it is not broken")]
    private string Password(string user) => Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(TurnSecret), Encoding.UTF8.GetBytes(user)));
}

/// <summary>One server with what its user needs.</summary>
public sealed record IceServer(string Urls, string? Username, string? Credential);

/// <summary>Registers the servers.</summary>
public static class CallRegistration
{
    /// <summary>Adds them; the portal does not start with an address that cannot be one.</summary>
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddOptions<CallServers>().BindConfiguration("Calls")
            .Validate(o => o.Sound, "Calls:Servers: every address begins with stun:, stuns:, turn: or turns:, and turn needs Calls:TurnSecret.").ValidateOnStart();
        return services;
    }
}
