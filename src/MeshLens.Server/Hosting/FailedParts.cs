namespace MeshLens.Server.Hosting;

/// <summary>Whether the server ended because a part of it failed: its log tells that at length, and whoever supervises it looks at the exit code.</summary>
internal static class FailedParts
{
    public static bool Any(IServiceProvider services) =>
        services.GetServices<IHostedService>().Any(static part => part is BackgroundService { ExecuteTask.IsFaulted: true });
}
