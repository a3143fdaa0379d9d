using CentralOps.Domain.Outbox;
using CentralOps.Infrastructure.Outbox.Jobs;
using CentralOps.Infrastructure.Scheduling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Outbox;

/// <summary>Registers the outbox.</summary>
public static class OutboxRegistration
{
    /// <summary><c>Outbox:Webhooks</c>: array of Name, Url, Secret (base64), Topics. Wrong entries are an error at start.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var section in configuration.GetSection("Outbox:Webhooks").GetChildren())
        {
            var webhook = section.Get<WebhookOptions>() ?? new WebhookOptions();
            if (webhook.Name.Length == 0 || webhook.Url is not { IsAbsoluteUri: true } || webhook.Secret.Length == 0 || webhook.Topics.Count == 0)
                throw new InvalidOperationException($"{section.Path} needs Name, Url (absolute), Secret (base64) and Topics.");
            services.AddSingleton<IOutboxReceiver>(s => new WebhookReceiver(webhook, s.GetRequiredService<IHttpClientFactory>(), s.GetRequiredService<TimeProvider>()));
        }
        services.AddHttpClient(WebhookReceiver.ClientName, c => c.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<OutboxDesk>();
        services.AddSingleton<IOutboxDesk>(s => s.GetRequiredService<OutboxDesk>());
        services.AddHealthChecks().AddCheck<OutboxDesk>("outbox");
        return services.AddJob<OutboxJob>("outbox", JobSchedule.EverySeconds(1), "Sends messages to webhooks, in order per key");
    }
}
