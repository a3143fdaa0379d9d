using CentralOps.Domain.Content;
using CentralOps.Infrastructure.Content.Jobs;
using CentralOps.Infrastructure.Content.Persistence;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Scheduling;
using CentralOps.Infrastructure.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Content;

/// <summary>Registers the content store and its retention.</summary>
public static class ContentRegistration
{
    /// <summary>
    /// <c>Content:Folder</c> (default <c>content</c> in the data folder), <c>Content:Key</c> (32 bytes, base64) and <c>Content:OldKeys</c> (array, for reading).
    /// </summary>
    public static IServiceCollection AddContent(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ =>
        {
            var folder = configuration["Content:Folder"] is { Length: > 0 } f ? Path.GetFullPath(f) : Path.Combine(DataFolder.Of(configuration), "content");
            var old = configuration.GetSection("Content:OldKeys").GetChildren().Select(k => Convert.FromBase64String(k.Value ?? ""));
            var store = new FileContentStore(folder, new ContentCipher(SecretKeys.Load(configuration, "Content:Key"), old));
            store.ClearArrivals(TimeProvider.System.GetUtcNow());
            return store;
        });
        services.AddSingleton<IContentStore>(s => s.GetRequiredService<FileContentStore>());
        services.AddSingleton<IContentRemoval>(s => s.GetRequiredService<FileContentStore>());
        services.AddSingleton<IRetentionRegister, RetentionRegister>();
        services.AddTransient<RemoveExpiredContent>();
        services.AddHealthChecks().AddCheck<ContentHealth>("content", tags: ["ready"], timeout: TimeSpan.FromSeconds(10));
        return services.AddJob<RetentionJob>("content-retention", JobSchedule.DailyAt(2, 30), "Removes content past its retention date that no case needs");
    }
}
