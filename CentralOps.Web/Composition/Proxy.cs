using Microsoft.AspNetCore.HttpOverrides;

namespace CentralOps.Web.Composition;

/// <summary>Whom the portal believes about a browser's address and scheme: proxies on this machine, and those in <c>Proxy:Networks</c>.</summary>
internal static class Proxy
{
    /// <summary>Reads <c>Proxy:Networks</c>: networks such as <c>10.20.0.0/16</c>, separated by commas or blanks.</summary>
    /// <exception cref="InvalidOperationException">One of them is no network.</exception>
    public static ForwardedHeadersOptions HeadersOf(IConfiguration configuration)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var text in (configuration["Proxy:Networks"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!System.Net.IPNetwork.TryParse(text, out var network)) throw new InvalidOperationException($"Proxy:Networks: '{text}' is no network such as 10.20.0.0/16");
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }
}
