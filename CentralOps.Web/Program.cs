using CentralOps.Infrastructure;
using CentralOps.Infrastructure.Database;
using CentralOps.Web.Composition;

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
