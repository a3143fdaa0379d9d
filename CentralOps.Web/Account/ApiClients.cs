using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CentralOps.Web.Account;

/// <summary>A system of the bank that calls the API; from the configuration, <c>Api:Clients:N</c>.</summary>
public sealed class ApiClient
{
    /// <summary>Name, as the audit trail has it.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of its bearer token, 64 hexadecimal digits. The token itself is random (32 bytes or more) and kept by the client alone.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>Codes of the branches that it speaks for; empty = all.</summary>
    public IReadOnlyList<string> Branches { get; set; } = [];

    /// <summary>It may act for people of this branch.</summary>
    public bool SpeaksFor(string branch) => Branches.Count == 0 || Branches.Contains(branch);
}

/// <summary>Clients of the API.</summary>
public sealed class ApiClients
{
    /// <summary>Authentication scheme: <c>Authorization: Bearer TOKEN</c>.</summary>
    public const string Scheme = "ApiClient";

    /// <summary>Clients that may call; none = the API is shut.</summary>
    public IReadOnlyList<ApiClient> Clients { get; set; } = [];

    /// <summary>Only clients of the API, never a person's session.</summary>
    public static AuthorizationPolicy Policy { get; } = new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build();

    /// <summary>The client with this token, or null. Every hash is compared, in constant time.</summary>
    public ApiClient? Find(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        ApiClient? found = null;
        foreach (var client in Clients.Where(c => c.TokenHash.Length == 64 && c.TokenHash.All(char.IsAsciiHexDigit)))
            if (CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(client.TokenHash))) found = client;
        return found;
    }

    /// <summary>The client of a request that <see cref="Policy"/> has let through.</summary>
    public ApiClient Of(ClaimsPrincipal user) => Clients.First(c => c.Name == user.Identity!.Name);
}

/// <summary>Knows API clients by their tokens.</summary>
internal sealed class ApiClientHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, IOptionsMonitor<ApiClients> clients, TextCatalogue texts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return Task.FromResult(AuthenticateResult.NoResult());
        if (clients.CurrentValue.Find(header[Bearer.Length..].Trim()) is not { } client) return Task.FromResult(AuthenticateResult.Fail("unknown token"));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, client.Name)], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem(texts["Refusal.api.unknown-client"], statusCode: StatusCodes.Status401Unauthorized, extensions: new Dictionary<string, object?> { ["code"] = "api.unknown-client" }).ExecuteAsync(Context);
    }
}
