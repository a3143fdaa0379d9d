using System.Globalization;
using System.Threading.RateLimiting;

namespace CentralOps.Web.Composition;

/// <summary>Limits on requests that can be tried over and over.</summary>
internal static class RateLimits
{
    private const int LogInsPerMinute = 60;
    private const int VerificationsPerMinute = 60;
    private const int CallsPerMinute = 1200;

    /// <summary>
    /// Posts to the log-in page: 60 a minute from one address (a branch shares one), beside the lockout per person. The public verification of
    /// receipts: 60 a minute, so that nobody tries codes. The API: 1,200 a minute from one system.
    /// </summary>
    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/account") ? PerAddress(context, "log-in", LogInsPerMinute)
            : context.Request.Path.StartsWithSegments("/verify") ? PerAddress(context, "verify", VerificationsPerMinute)
            : context.Request.Path.StartsWithSegments("/api") ? PerAddress(context, "api", CallsPerMinute)
            : RateLimitPartition.GetNoLimiter("all"));
        o.OnRejected = (context, cancel) =>
        {
            var seconds = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : 60;
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    });

    private static RateLimitPartition<string> PerAddress(HttpContext context, string what, int perMinute) => RateLimitPartition.GetSlidingWindowLimiter(
        $"{what} {context.Connection.RemoteIpAddress?.ToString() ?? "unknown"}",
        _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
}
