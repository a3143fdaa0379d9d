using System.Diagnostics;

namespace CentralOps.Tests.Scripts;

public sealed class BrowserModuleTests
{
    [Fact]
    public async Task The_browser_modules_of_the_desk_pass_their_own_tests()
    {
        var folder = WebFolder();
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "node packages are not installed");
        var start = new ProcessStartInfo("node", "test.mjs") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await output + await errors);
        Assert.Contains("# fail 0", await output, StringComparison.Ordinal);
        Assert.DoesNotContain("# pass 0", await output, StringComparison.Ordinal);
    }

    private static string WebFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CentralOps.sln"))) return Path.Combine(folder.FullName, "CentralOps.Web");
        }

        throw new InvalidOperationException("the tests run outside the repository");
    }
}
