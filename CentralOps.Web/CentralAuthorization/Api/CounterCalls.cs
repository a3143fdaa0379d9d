using System.Text.Json;
using System.Text.Json.Serialization;
using CentralOps.Domain.Kernel;
using CentralOps.Web.Intake.Pages;
using Microsoft.AspNetCore.Http.Features;

namespace CentralOps.Web.CentralAuthorization.Api;

/// <summary>A counter system asks for authorization.</summary>
/// <param name="RequestId">The caller's own id of this request, at most 100 characters: the same one again is the same request.</param>
/// <param name="Teller">User name of the teller who asks.</param>
/// <param name="Fields">Transaction data by field code, as the form of the business type has them.</param>
/// <param name="Confirmed">What the teller has confirmed: codes of the business type's front check.</param>
/// <param name="Type">Business type; null = the one that is asked for at the counter.</param>
public sealed record AskCall(string RequestId, string Teller, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string>? Confirmed = null, string? Type = null);

/// <summary>The counter answers what the centre has asked for: pages, a text, corrected data.</summary>
/// <param name="RequestId">The caller's own id of this answer.</param>
/// <param name="Teller">User name of the teller who answers.</param>
/// <param name="Text">What the teller says; without pages it says why there are none.</param>
/// <param name="Fields">Corrected transaction data when the request was returned; null = unchanged.</param>
public sealed record AnswerCall(string RequestId, string Teller, string? Text = null, IReadOnlyDictionary<string, string>? Fields = null);

/// <summary>The counter takes the request back.</summary>
public sealed record WithdrawCall(string Teller);

/// <summary>The transaction is carried out with the number.</summary>
/// <param name="RequestId">The caller's own id of this use: the same one again for the same data gives the same answer.</param>
/// <param name="Teller">User name of the teller who carries it out.</param>
/// <param name="AuthorizationNumber">The number, blanks allowed.</param>
/// <param name="Fields">The transaction's data as it is carried out.</param>
public sealed record UseCall(string RequestId, string Teller, string AuthorizationNumber, IReadOnlyDictionary<string, string> Fields);

/// <summary>Where a request is.</summary>
/// <param name="Id">Id, in addresses.</param>
/// <param name="Number">Number of the case.</param>
/// <param name="State"><c>waiting</c>, <c>asked</c> (see <paramref name="Wanted"/>), <c>given</c>, <c>used</c>, <c>refused</c>, <c>withdrawn</c>, <c>expired</c>.</param>
/// <param name="Steps">Steps that it is at now.</param>
/// <param name="AuthorizationNumber">The number, while it is good.</param>
/// <param name="UsedAt">Used at (UTC).</param>
/// <param name="Reason">Code of a refusal's or return's reason.</param>
/// <param name="ReasonText">The same in words.</param>
/// <param name="Wanted">What the centre wants, in an authorizer's words.</param>
public sealed record CounterRequest(Guid Id, string Number, string State, IReadOnlyList<string> Steps, string? AuthorizationNumber, DateTimeOffset? UsedAt, string? Reason, string? ReasonText, string? Wanted);

/// <summary>A file of a call.</summary>
public sealed record SentFile(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads the bodies of calls; what is wrong with them is a refusal.</summary>
public static class CounterBody
{
    /// <summary>Largest body in bytes.</summary>
    public const long MaxBytes = 80L << 20;

    private const int MostFiles = 20;
    private const int MostParts = 100; // files count, too: how many are too many is said below
    private const int MaxJson = 64 << 10;
    private const int LongestId = 100;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false,
    };

    /// <summary>A JSON body.</summary>
    public static async Task<Outcome<T>> ReadAsync<T>(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MaxJson) return new Refusal("api.too-large", MaxJson >> 10);
        if (!request.HasJsonContentType()) return new Refusal("api.not-json");
        using var limited = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancel)) > 0)
        {
            if (limited.Length + read > MaxJson) return new Refusal("api.too-large", MaxJson >> 10);
            limited.Write(chunk, 0, read);
        }

        return Parse<T>(limited.GetBuffer().AsSpan(0, (int)limited.Length));
    }

    /// <summary>A form: the part <c>request</c> is JSON, every file a file with pages.</summary>
    public static async Task<Outcome<(T Call, IReadOnlyList<SentFile> Files)>> ReadFormAsync<T>(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType || request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) != true) return new Refusal("api.not-a-form");
        if (request.ContentLength > MaxBytes) return new Refusal("api.too-large", MaxBytes >> 10);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, new FormOptions { MultipartBodyLengthLimit = MaxBytes, ValueCountLimit = MostParts, ValueLengthLimit = MaxJson, MultipartHeadersLengthLimit = 4096 }));
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(cancel);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return new Refusal("api.not-a-form");
        }

        if (form.Files.Count > MostFiles) return new Refusal("api.too-many-files", MostFiles);
        var call = Parse<T>(System.Text.Encoding.UTF8.GetBytes(form["request"].ToString()));
        if (call.Refusal is { } wrong) return wrong;
        var files = new List<SentFile>();
        foreach (var file in form.Files)
        {
            if (file.Length > PageEndpoints.MaxBytes) return new Refusal("capture.file-too-large", PageEndpoints.MaxBytes >> 20);
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, cancel);
            files.Add(new SentFile(Path.GetFileName(file.FileName), bytes.GetBuffer().AsMemory(0, (int)bytes.Length)));
        }

        return (call.Value, files);
    }

    /// <summary>An id that the caller chose may be used.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(c => c is > ' ' and < '\u007f');

    private static Outcome<T> Parse<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Strict) is { } call ? call : new Refusal("api.bad-json", "$");
        }
        catch (JsonException e)
        {
            return new Refusal("api.bad-json", e.Path ?? "$");
        }
    }
}
