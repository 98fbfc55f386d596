namespace Functional.Tests.Rig;

/// <summary><c>meshlens run</c> or <c>meshlens server</c> as a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private ServerProcess(ChildProcess process, Uri api, Uri agents)
    {
        (Process, Agents) = (process, agents);
        Api = new ApiReader(api);
    }

    public ChildProcess Process { get; }

    public ApiReader Api { get; }

    public Uri Agents { get; }

    /// <summary>On free ports; <paramref name="arguments"/> begin with the command.</summary>
    public static Task<ServerProcess> Start(params IEnumerable<string> arguments) => Await(ChildProcess.Start(Programs.Server, arguments));

    /// <summary>Of a process that will become a server.</summary>
    public static async Task<ServerProcess> Await(ChildProcess process)
    {
        try
        {
            var api = await process.ErrorLine(@"MeshLens answers at (\S+) ");
            var agents = await process.ErrorLine(@"Agents report to (\S+)\.");
            return new(process, new Uri(api), new Uri(agents));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Process.DisposeAsync();
    }
}
