using CentralOps.Domain.Dispatch.Duty;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Dispatch;

/// <summary>Has this node's waiting tasks handed out: at once on a hint, every second without one.</summary>
internal sealed class Dispatcher(HandOut work, DispatchSignal signal, ILogger<Dispatcher> log) : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work.RunOnceAsync(stoppingToken);
                await signal.WaitAsync(Sweep, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "dispatching failed; trying again");
                await Task.Delay(Sweep, stoppingToken);
            }
        }
    }
}
