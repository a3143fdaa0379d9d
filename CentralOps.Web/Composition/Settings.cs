using Serilog;
using Serilog.Events;

namespace CentralOps.Web.Composition;

/// <summary>Configuration defaults and logging.</summary>
internal static class Settings
{
    /// <summary>In Development the demo bank and its cards are on unless they are switched off; logs go to the console.</summary>
    public static void AddSettings(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            builder.Configuration["Demo:Bank"] ??= "true";
            builder.Configuration["Demo:Cards"] ??= "true";
            builder.Configuration["Demo:BusinessDate"] ??= "2026-11-23";
        }

        builder.WebHost.UseStaticWebAssets(); // so that a build that was never published serves its files too
        builder.Host.UseSerilog((context, log) => log
            .ReadFrom.Configuration(context.Configuration)
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http.HttpClient", LogEventLevel.Warning)
            .MinimumLevel.Override("Polly", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext:l} {Message:lj}{NewLine}{Exception}"));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }
}
