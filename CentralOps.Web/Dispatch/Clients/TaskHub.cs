using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Screens;
using CentralOps.Web.Content;
using CentralOps.Web.Dispatch.Desk;
using CentralOps.Web.Shell;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace CentralOps.Web.Dispatch.Clients;

/// <summary>What the server tells a client that is not one of our pages. Every call is a hint: <see cref="TaskHub.TakeUp"/> is the truth.</summary>
public interface ITaskClient
{
    /// <summary>A task was claimed for this person.</summary>
    Task Offered(Guid itemId);

    /// <summary>A task is gone; the reason is <c>expired</c>, <c>reassigned</c>, <c>cancelled</c> or <c>held</c>.</summary>
    Task TakenBack(Guid itemId, string reason);

    /// <summary>The duty state changed.</summary>
    Task DutyChanged(string state);
}

/// <summary>Answer of a hub method without a value.</summary>
/// <param name="Ok">Done.</param>
/// <param name="Refusal">Refusal code when not.</param>
public sealed record HubReply(bool Ok, string? Refusal)
{
    internal static HubReply Of(Outcome outcome) => new(outcome.Succeeded, outcome.Refusal?.Code);
}

/// <summary>A task as a client gets it.</summary>
/// <param name="ItemId">Task.</param>
/// <param name="Task">Kind of task, e.g. <c>entry.slice</c>.</param>
/// <param name="Post">Post.</param>
/// <param name="Payload">Task data as JSON.</param>
/// <param name="Draft">Kept draft.</param>
/// <param name="DueAt">Service-level time (UTC).</param>
public sealed record HubTask(Guid ItemId, string Task, string Post, string Payload, string? Draft, DateTimeOffset DueAt);

/// <summary>A slice to key, with the address of its image for this person.</summary>
public sealed record HubSlice(string FieldCode, string NameZh, string NameEn, string Type, int Length, bool Optional, IReadOnlyList<string> Values, string ImageAddress);

/// <summary>
/// The operator's desk for clients that are not our pages (a counter's desktop, load programs): the same feed and the same use cases, typed.
/// </summary>
[Authorize(Policy = Permissions.DutyWork)]
public sealed class TaskHub(IOperatorDesk desk, IFinishWork finishing, IDeskViews views, ImageLinks links, TaskHubLines lines) : Hub<ITaskClient>
{
    private const int DataLimit = 32_000;

    private Guid UserId => Context.User?.StaffId() ?? throw new HubException("not logged in");

    /// <summary>Signs in to posts.</summary>
    public async Task<HubReply> SignIn(IReadOnlyList<string> posts)
    {
        var outcome = await desk.SignInAsync(UserId, posts, Context.ConnectionAborted);
        return new HubReply(outcome.Succeeded, outcome.Refusal?.Code);
    }

    /// <summary>Signs out; with <paramref name="handBack"/> the task in hand goes back to its queue.</summary>
    public async Task<HubReply> SignOut(bool handBack) => HubReply.Of(await desk.SignOutAsync(UserId, handBack, Context.ConnectionAborted));

    /// <summary>Starts a break.</summary>
    public async Task<HubReply> Break() => HubReply.Of(await desk.BreakAsync(UserId, Context.ConnectionAborted));

    /// <summary>Ends a break.</summary>
    public async Task<HubReply> Ready() => HubReply.Of(await desk.ReadyAsync(UserId, Context.ConnectionAborted));

    /// <summary>The task offered or in hand; null = none.</summary>
    public async Task<HubTask?> TakeUp() => await desk.TakeUpAsync(UserId, Context.ConnectionAborted) is { } item
        ? new HubTask(item.Id, item.Task, item.Post, item.Payload, item.Draft, item.DueAt)
        : null;

    /// <summary>The slice of a task in hand; null = not in hand (any more).</summary>
    public async Task<HubSlice?> Slice(Guid itemId)
    {
        var view = await views.SliceAsync(UserId, itemId, Context.ConnectionAborted);
        return view.ValueOrDefault is { } s ? new HubSlice(s.FieldCode, s.NameZh, s.NameEn, s.Type, s.Length, s.Optional, s.Values, links.ForItem(s.SliceHash, UserId, itemId)) : null;
    }

    /// <summary>Keeps what was typed and renews the lease.</summary>
    public async Task<HubReply> SaveDraft(Guid itemId, string draft) =>
        draft.Length > DataLimit ? new HubReply(false, "desk.text-too-long") : HubReply.Of(await desk.SaveDraftAsync(UserId, itemId, draft, Context.ConnectionAborted));

    /// <summary>Finishes a task: verb and JSON data as in <see cref="WorkResult"/>. The same command id again does nothing twice.</summary>
    public async Task<HubReply> Finish(Guid itemId, Guid commandId, string? verb, string? data) =>
        data?.Length > DataLimit ? new HubReply(false, "desk.text-too-long") : HubReply.Of(await finishing.FinishAsync(UserId, itemId, commandId, new WorkResult(verb ?? "", data ?? "")));

    /// <summary>Puts the task in hand back into its queue.</summary>
    public async Task<HubReply> HandBack(Guid itemId) => HubReply.Of(await desk.HandBackAsync(UserId, itemId, Context.ConnectionAborted));

    /// <inheritdoc />
    public override async Task OnConnectedAsync()
    {
        lines.Open(Context.ConnectionId, UserId);
        await desk.ConnectedAsync(UserId);
        await base.OnConnectedAsync();
    }

    /// <inheritdoc />
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (lines.Close(Context.ConnectionId) is { } user) await desk.DisconnectedAsync(user);
        await base.OnDisconnectedAsync(exception);
    }
}

/// <summary>The open connections of the hub on this node, each with its subscription to the operator's feed.</summary>
public sealed class TaskHubLines(OperatorFeed feed, DeskLines lines, IHubContext<TaskHub, ITaskClient> hub)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (Guid User, IDisposable Subscription)> _open = new();

    /// <summary>Listens for a connection.</summary>
    public void Open(string connectionId, Guid userId)
    {
        var client = hub.Clients.Client(connectionId);
        _open[connectionId] = (userId, feed.Subscribe(userId, e => TellAsync(client, e)));
        lines.Up(userId);
    }

    /// <summary>Stops listening; the person when this was their last line of any kind on this node, else null.</summary>
    public Guid? Close(string connectionId)
    {
        if (!_open.TryRemove(connectionId, out var line)) return null;
        line.Subscription.Dispose();
        return lines.Down(line.User) ? line.User : null;
    }

    private static Task TellAsync(ITaskClient client, OperatorEvent e) => e switch
    {
        OperatorEvent.Offered offered => client.Offered(offered.ItemId),
        OperatorEvent.TakenBack back => client.TakenBack(back.ItemId, back.Reason),
        OperatorEvent.DutyChanged duty => client.DutyChanged(duty.State.ToString()),
        _ => Task.CompletedTask,
    };
}

/// <summary>Registers and maps the hub.</summary>
public static class TaskHubRegistration
{
    /// <summary>Adds what the hub needs.</summary>
    public static IServiceCollection AddTaskHub(this IServiceCollection services)
    {
        services.AddSignalR(o => o.MaximumReceiveMessageSize = 64 * 1024).AddHubOptions<TaskHub>(o => o.AddFilter<LiveSessionFilter>());
        services.AddSingleton<TaskHubLines>().AddSingleton<LiveSessionFilter>();
        return services;
    }

    /// <summary>Maps <c>/hub/tasks</c>.</summary>
    public static void MapTaskHub(this IEndpointRouteBuilder endpoints) => endpoints.MapHub<TaskHub>("/hub/tasks");
}
