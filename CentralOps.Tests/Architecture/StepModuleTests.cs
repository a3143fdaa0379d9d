using System.Globalization;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Infrastructure;
using CentralOps.Tests.Support;
using CentralOps.Web.Composition;
using CentralOps.Web.Texts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Architecture;

/// <summary>A step is a module: what its shape names is there.</summary>
public sealed class StepModuleTests
{
    private static readonly IReadOnlyList<StepShape> Shapes = ShippedSteps.Catalogue.All;

    [Fact]
    public void Every_task_of_a_step_has_a_panel_and_every_panel_is_of_a_step_or_says_why_not()
    {
        var panels = new ServiceCollection().AddPanels().Select(s => s.ImplementationInstance).OfType<StepPanel>().Select(p => p.Task).ToHashSet();
        Assert.True(Shapes.Count > 20);
        string[] asked = [.. Shapes.SelectMany(s => s.Desks).Select(d => d.Task), .. Shapes.Select(s => s.Branch?.Task).OfType<string>(), StepDesk.Incident.Task];
        Assert.Equal([], asked.Except(panels));
        string[] ofNoStep = ["entry.sheet", "branch.picture"]; // several slices at once; another picture, beside any step
        Assert.Equal(ofNoStep.Order(), panels.Except(asked).Order());
    }

    [Fact]
    public async Task Every_operation_of_a_step_has_its_machine_and_every_machine_a_step()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Scheduling:Enabled", "false"), new("Data:Folder", Path.GetTempPath())]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddInfrastructure(configuration).BuildServiceProvider();
        var asked = Shapes.SelectMany(s => s.Machines).Select(m => m.Operation).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(asked, services.GetServices<IMachine>().Select(m => m.Task).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Every_step_speaks_both_languages(string language)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<TextCatalogue>().BuildServiceProvider();
        var (texts, before) = (services.GetRequiredService<TextCatalogue>(), CultureInfo.CurrentUICulture);
        string[] keys =
        [
            .. Shapes.SelectMany(s => new[] { $"Step.{s.Step}", $"StepGroup.{s.Group}", $"Phase.{s.Phase}" }),
            .. Shapes.SelectMany(s => s.Desks).Select(d => $"Task.{d.Task}"),
            .. Shapes.Select(s => s.Branch).OfType<BranchDesk>().Select(b => $"Task.{b.Task}"),
            .. Shapes.SelectMany(s => s.Machines).SelectMany(m => new[] { $"Task.{m.Operation}", $"Queue.{m.Queue.Name}" }),
            .. Shapes.SelectMany(s => s.PostParameters).Select(p => $"StepParameter.{p}"),
            .. Shapes.SelectMany(s => s.Parameters).SelectMany(p => p.Choices.Select(c => $"StepParameter.{p.Name}.{c}").Append($"StepParameter.{p.Name}")),
        ];
        try
        {
            CultureInfo.CurrentUICulture = new CultureInfo(language);
            Assert.Equal([], keys.Distinct().Where(k => texts.Find(k) is null));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Steps_that_contradict_each_other_keep_the_portal_from_starting()
    {
        var scan = new Made(new("scan", StepGroup.Capture, StepPhase.Recognition, StepActor.Machine, ["ok"]) { Machines = [new("scan", new MachineQueue("scanners", 2))] });
        Assert.Contains("'scan'", Assert.Throws<RuleBroken>(() => new RegisteredSteps([scan, scan])).Message, StringComparison.Ordinal);
        var copy = new Made(scan.Shape with { Step = "copy", Machines = [new("copy", new MachineQueue("scanners", 4))] });
        Assert.Contains("'scanners' has 2 or 4 slots", Assert.Throws<RuleBroken>(() => new RegisteredSteps([scan, copy])).Message, StringComparison.Ordinal);
    }

    private sealed class Made(StepShape shape) : IStepHandler
    {
        public StepShape Shape => shape;

        public void Enter(StepScope scope) => scope.Complete();

        public Outcome Finished(StepScope scope, WorkItem item, WorkResult result) => Outcome.Ok;
    }
}
