using CentralOps.Infrastructure;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Recognition.Worker;
using CentralOps.Web.Composition;

// A worker has no pages, no database and no settings: it answers its host over a pipe.
if (args is [RecognitionWorkerHost.Role, ..])
    return await RecognitionWorkerHost.RunAsync(args);

var builder = WebApplication.CreateBuilder(CommandLine.Expand(args));
builder.AddSettings();
builder.Services.AddInfrastructure(builder.Configuration);
builder.Services.AddPortal(builder.Environment);

var app = builder.Build();
await app.Services.GetRequiredService<DatabaseStart>().RunAsync(app.Lifetime.ApplicationStopping);
app.UsePortal();
app.MapPortal();
app.AnnounceWhenReady();
await app.RunAsync();
return 0;
