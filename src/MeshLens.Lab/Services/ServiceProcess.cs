using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MeshLens.Lab.Native;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Services;

/// <summary>
/// The life of a service process: the first line on stdin is its <see cref="ServiceSpec"/>, each further one a
/// <see cref="ServiceCommand"/>; every second it writes a <see cref="ServiceReport"/>. It ends when stdin does, and the kernel
/// kills it when its parent dies.
/// </summary>
internal sealed class ServiceProcess
{
    private readonly ServiceSpec _spec;
    private readonly Handler _handler;
    private readonly Callees? _callees;
    private readonly HttpServer? _server;
    private readonly LoadGenerator? _load;
    private int _reports;

    private ServiceProcess(ServiceSpec spec)
    {
        _spec = spec;
        _handler = new Handler(spec.HandlerMs, spec.HandlerJitterMs);
        _callees = spec.Downstreams.Count == 0 ? null : new Callees(spec.Downstreams);
        _server = spec.Port == 0 ? null : new HttpServer(spec, _handler, _callees);
        _load = spec.RatePerSecond > 0 && _callees is not null ? new LoadGenerator(_callees, spec.RatePerSecond) : null;
    }

    public static int Run()
    {
        _ = Libc.Prctl(Libc.PrSetParentDeathSignal, Libc.SignalKill, 0, 0, 0);

        // Ctrl-C goes to all processes of the terminal; this one ends when its parent has cleaned up.
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var input = new StreamReader(Console.OpenStandardInput());
        if (input.ReadLine() is not { } first)
        {
            return 0;
        }

        var spec = JsonSerializer.Deserialize(first, ServiceJson.Default.ServiceSpec)!;
        NameProcess(spec.Name);
        new ServiceProcess(spec).Run(input);
        return 0;
    }

    private void Run(StreamReader input)
    {
        if (_server is not null)
        {
            Start("accept", _server.Run);
        }

        if (_load is not null)
        {
            Start("clock", _load.Run);
        }

        using var output = Console.OpenStandardOutput();
        Start("report", () => Report(output));
        while (input.ReadLine() is { } line)
        {
            Apply(JsonSerializer.Deserialize(line, ServiceJson.Default.ServiceCommand)!);
        }
    }

    private void Apply(ServiceCommand command)
    {
        _handler.Change(command.HandlerMs, command.HandlerJitterMs);
        _server?.Change(command.AcceptsPerSecond, command.Backlog);
        if (command is { ReadBusyMs: { } busy, ReadFreeMs: { } free })
        {
            _callees?.Gate.Set(TimeSpan.FromMilliseconds(busy), TimeSpan.FromMilliseconds(free));
        }
    }

    private void Report(Stream output)
    {
        while (true)
        {
            Wait.For(TimeSpan.FromSeconds(1));
            output.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Next(), ServiceJson.Default.ServiceReport) + "\n"));
            output.Flush();
        }
    }

    private ServiceReport Next() => new()
    {
        Service = _spec.Name,
        Number = ++_reports,
        CpuMs = Environment.CpuUsage.TotalTime.TotalMilliseconds,
        Accepted = _server?.DrainAccepted() ?? 0,
        Served = _server?.Served.Drain() ?? DurationSummary.Empty,
        Handshakes = _callees?.Log.Handshakes.Drain() ?? DurationSummary.Empty,
        Turns = _callees?.Log.Turns.Drain() ?? DurationSummary.Empty,
        Calls = _callees?.Log.Calls.Drain() ?? DurationSummary.Empty,
        Outcomes = _callees?.Log.DrainOutcomes() ?? new Dictionary<string, int>(),
        Replicas = _callees?.DrainReplicas() ?? new Dictionary<string, int>(),
        Shed = _load?.DrainShed() ?? 0,
    };

    private static void Start(string name, Action body) => new Thread(() => body()) { IsBackground = true, Name = name }.Start();

    /// <summary>The leader's name is what the kernel, ps and MeshLens show for a process without a better one.</summary>
    private static void NameProcess(string name)
    {
        try
        {
            File.WriteAllText($"/proc/self/task/{Environment.ProcessId}/comm", name);
        }
        catch (IOException)
        {
            // A name is for people; the service works without.
        }
    }
}
