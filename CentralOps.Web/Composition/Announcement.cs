using System.Text;
using CentralOps.Domain.Administration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CentralOps.Web.Composition;

/// <summary>Tells whoever started the portal on a console where it is and who can log in; <c>Announce=false</c> keeps it quiet.</summary>
internal static class Announcement
{
    /// <summary>Prints address and demo accounts once the portal listens.</summary>
    public static void AnnounceWhenReady(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        if (!app.Configuration.GetValue("Announce", defaultValue: true)) return;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var demo = app.Services.GetRequiredService<IDemoPeople>();
        var text = new StringBuilder().AppendLine().AppendLine($"  CentralOps  {string.Join("  ", addresses)}");
        if (demo.All.Count > 0)
        {
            text.AppendLine().AppendLine($"  Demo accounts, all with the password {demo.Password}");
            foreach (var person in demo.All)
                text.AppendLine($"    {person.UserName,-12} {person.RoleEn} ({person.DisplayName})");
        }

        Console.WriteLine(text);
    });
}
