using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CentralOps.Domain.Outbox;

namespace CentralOps.Infrastructure.Outbox;

/// <summary>A subscriber's address, from configuration.</summary>
internal sealed class WebhookOptions
{
    /// <summary>Stable name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Address (https, or http inside the house).</summary>
    public Uri? Url { get; set; }

    /// <summary>Shared secret of the signature, base64.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Topics: exact, or a beginning that ends in <c>*</c>.</summary>
    public List<string> Topics { get; set; } = [];
}

/// <summary>
/// Posts messages to a subscriber. Header <c>X-CentralOps-Signature: t=UNIX,v1=HEX</c> is HMAC-SHA256 over <c>t.body</c>: the receiver checks
/// it and the age; <c>X-CentralOps-Message-Id</c> stays the same when a message comes again.
/// </summary>
internal sealed class WebhookReceiver(WebhookOptions options, IHttpClientFactory clients, TimeProvider clock) : IOutboxReceiver
{
    internal const string ClientName = "outbox-webhook";

    public string Name => options.Name;

    public bool Wants(string topic) => options.Topics.Any(t => t.EndsWith('*') ? topic.StartsWith(t[..^1], StringComparison.Ordinal) : t == topic);

    public async Task SendAsync(OutboxMessage message, CancellationToken cancel)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.Payload));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("X-CentralOps-Topic", message.Topic);
        request.Headers.Add("X-CentralOps-Message-Id", message.MessageId.ToString());
        request.Headers.Add("X-CentralOps-Signature", Sign(Convert.FromBase64String(options.Secret), time, message.Payload));
        using var response = await clients.CreateClient(ClientName).SendAsync(request, cancel);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"answered {(int)response.StatusCode}");
    }

    internal static string Sign(byte[] secret, long time, string body)
    {
        var mac = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time}.{body}")));
        return string.Create(CultureInfo.InvariantCulture, $"t={time},v1={Convert.ToHexStringLower(mac)}");
    }
}
