using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Infrastructure.Cases;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace CentralOps.Tests.EndToEnd.NewStep;

/// <summary>A step that the product does not have: the customer is called for courtesy, at a number that a machine finds. Step, machine, panel, script and texts.</summary>
internal static class CourtesyModule
{
    /// <summary>The one line that brings it.</summary>
    public static IServiceCollection AddCourtesyCalls(this IServiceCollection services) => services
        .AddStep<CourtesyStep>()
        .AddMachine<DirectoryMachine>()
        .AddPanel<CourtesyPanel>(CourtesyStep.Task)
        .AddTexts<CourtesyTexts>()
        .AddSingleton<IStartupFilter, CourtesyScript>();
}

/// <summary>Marker of the module's texts.</summary>
public sealed class CourtesyTexts;

/// <summary>What the machine has found; payload of the desk's task.</summary>
/// <param name="Number">Number to call.</param>
public sealed record FoundNumber(string Number);

/// <summary>What the person says of the call.</summary>
/// <param name="Pleased">The customer was.</param>
public sealed record CourtesyCall(bool Pleased);

/// <summary>The step.</summary>
internal sealed class CourtesyStep : IStepHandler
{
    public const string Task = "courtesy";

    public StepShape Shape { get; } = new("customer.courtesy", StepGroup.Verify, StepPhase.Checks, StepActor.MachineThenPost, ["ok", "displeased"])
    {
        Desks = [new(Task, WorkPosts.Phone) { Screen = ScreenShape.Decision }],
        Machines = [new(DirectoryMachine.Operation, new MachineQueue("directory", 1))],
        Returnable = true,
    };

    public void Enter(StepScope scope) => scope.Add(NewWork.Machine(Shape.Machines[0]));

    public Outcome Finished(StepScope scope, WorkItem item, WorkResult result)
    {
        if (item.Kind == WorkKind.Machine) scope.Add(NewWork.Human(Shape.Desks[0]) with { Payload = result.Read<FoundNumber>() });
        else scope.Complete(result.Read<CourtesyCall>().Pleased ? "ok" : "displeased");
        return Outcome.Ok;
    }
}

/// <summary>The machine.</summary>
internal sealed class DirectoryMachine : IMachine
{
    public const string Operation = "find-number";

    string IMachine.Task => Operation;

    public Task<object> WorkAsync(WorkItem item, Case @case, CancellationToken cancel) => Task.FromResult<object>(new FoundNumber("021-5555-0188"));
}

/// <summary>The desk.</summary>
public sealed class CourtesyPanel : CasePanel
{
    protected override string Module => "courtesy";

    protected override object Options() => new { ItemId = Item.Id };

    /// <summary>From the browser: the call is over.</summary>
    [JSInvokable]
    public Task<PanelReply> Called(Guid commandId, Guid itemId, bool pleased) =>
        itemId == Item.Id ? FinishAsync(commandId, WorkResult.Done(new CourtesyCall(pleased))) : Task.FromResult(new PanelReply(true, null));

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "section");
        builder.AddAttribute(1, "class", "desk-panel");
        builder.AddAttribute(2, "data-task", Item.Task);
        builder.AddAttribute(3, "aria-label", Codes[$"Task.{Item.Task}"]);
        builder.AddElementReferenceCapture(4, element => Root = element);
        if (Loaded && View is { } view)
        {
            builder.AddMarkupContent(5, $"<p>{view.Number} {StoredJson.Read<FoundNumber>(Item.Payload).Number}</p>");
            builder.AddMarkupContent(6, """<button type="button" class="btn btn-primary" data-role="pleased">☺</button>""");
        }

        builder.CloseElement();
    }
}

/// <summary>The desk's script, where the desk looks for it.</summary>
internal sealed class CourtesyScript : IStartupFilter
{
    private const string Script = """
        export function mount(root, host, options) {
          const shown = next => { options = next; root.dataset.item = next.itemId; };
          const call = () => host.invokeMethodAsync('Called', crypto.randomUUID(), options.itemId, true);
          root.querySelector('[data-role=pleased]').addEventListener('click', call);
          shown(options);
          return { show: shown, dispose() {} };
        }
        """;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map("/js/desk/courtesy.js", script => script.Run(context =>
        {
            context.Response.ContentType = "text/javascript";
            return context.Response.WriteAsync(Script);
        }));
        next(app);
    };
}
