using CentralOps.Domain.Recognition;
using CentralOps.Domain.Recognition.Design;
using CentralOps.Domain.Versioning;
using CentralOps.Infrastructure.Cases;
using CentralOps.Infrastructure.Demo;
using CentralOps.Infrastructure.Recognition.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Infrastructure.Recognition;

/// <summary>Registers recognition.</summary>
public static class RecognitionRegistration
{
    /// <summary>Worker processes behind <see cref="IRecognitionWorker"/>; configuration section <c>Recognition</c>.</summary>
    public static IServiceCollection AddRecognition(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RecognitionWorkerOptions>().Bind(configuration.GetSection("Recognition"))
            .Validate(o => o is { Workers: >= 1 and <= 64, MemoryMegabytes: >= 256 }, "Recognition:Workers must be 1 … 64, Recognition:MemoryMegabytes at least 256")
            .ValidateOnStart();
        services.AddSingleton<RecognitionWorkerPool>();
        services.AddSingleton<IRecognitionWorker>(s => s.GetRequiredService<RecognitionWorkerPool>()).AddSingleton<ISealCutter>(s => s.GetRequiredService<RecognitionWorkerPool>()).AddSingleton<IPageCover>(s => s.GetRequiredService<RecognitionWorkerPool>()).AddSingleton<IFormWorkshop>(s => s.GetRequiredService<RecognitionWorkerPool>());
        services.AddSingleton<IConfigurationCheck, FieldCatalogueCheck>().AddSingleton<IConfigurationCheck, TemplateCheck>().AddSingleton<TemplatePictures>().AddSingleton<TryTemplate>();
        return services.AddRecognitionSteps().AddMachine<RecogniseMachine>().AddDemoAnswer<DemoClassifier>();
    }

    /// <summary>Its steps.</summary>
    public static IServiceCollection AddRecognitionSteps(this IServiceCollection services) =>
        services.AddStep<RecognisePagesStep>()
            .AddStep<ClassifyPagesStep>();
}
