namespace CentralOps.Web.Shell;

/// <summary>Where to go after a log-in or a switch: only inside this portal.</summary>
internal static class LocalAddress
{
    /// <summary>The address when it is a path of this portal, else the start page.</summary>
    public static string OrStart(string? address) =>
        address is "/" or ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : "/";
}
