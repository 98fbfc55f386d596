using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using MeshLens.Lab.Native;

namespace MeshLens.Lab.Namespaces;

/// <summary>
/// An unnamed network namespace. Nothing is mounted anywhere: a descriptor of this process is all that keeps it alive, so it
/// vanishes with its devices and rules when this process ends, however it ends. A thread of its own lives inside.
/// </summary>
public sealed class NetworkNamespace : IDisposable
{
    private readonly NamespaceThread _thread;
    private readonly Descriptor _descriptor;
    private readonly List<Process> _programs = [];

    private NetworkNamespace(string name, NamespaceThread thread, Descriptor descriptor)
    {
        Name = name;
        _thread = thread;
        _descriptor = descriptor;
        Path = string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{descriptor.Value}");
    }

    /// <summary>A label for messages; the kernel does not know it.</summary>
    public string Name { get; }

    /// <summary>The path under which <c>nsenter --net=</c> and <c>ip link set … netns</c> find it while this process lives.</summary>
    public string Path { get; }

    /// <summary>Creates an empty namespace with loopback up, no IPv6 duplicate-address wait and no reverse-path filter.</summary>
    /// <exception cref="LabException">No permission (run as root).</exception>
    public static NetworkNamespace Create(string name)
    {
        var thread = new NamespaceThread(name);
        try
        {
            var descriptor = thread.Run(Unshare);
            var created = new NetworkNamespace(name, thread, descriptor);
            created.Run(Prepare);
            return created;
        }
        catch
        {
            thread.Dispose();
            throw;
        }
    }

    /// <summary>Runs an action on the namespace's own thread; sockets made there stay in this namespace wherever they are used.</summary>
    public void Run(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        _thread.Run<object?>(() =>
        {
            action();
            return null;
        });
    }

    /// <summary>Runs a function on the namespace's own thread, one at a time, and returns or throws what it does.</summary>
    public T Run<T>(Func<T> function) => _thread.Run(function);

    /// <summary>Starts a background thread inside the namespace, for work that blocks.</summary>
    public Thread StartThread(string name, Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var thread = new Thread(() =>
        {
            Enter();
            body();
        })
        { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    /// <summary>Opens a TCP socket of this namespace (a socket keeps the namespace it was created in).</summary>
    public Socket OpenTcpSocket(AddressFamily family) => Run(() => new Socket(family, SocketType.Stream, ProtocolType.Tcp));

    /// <summary>Runs a command inside to its end and returns what it printed.</summary>
    /// <exception cref="LabException">It is not installed or failed; the message quotes its complaint.</exception>
    public string Command(string command, params string[] arguments) => Run(() => CommandRunner.Run(command, arguments));

    /// <summary>Runs several <c>ip</c> commands in one process.</summary>
    public void Ip(params string[] commands) =>
        Run(() => CommandRunner.Run("ip", ["-batch", "-"], string.Join('\n', commands) + "\n"));

    /// <summary>Runs several <c>nft</c> commands as one transaction.</summary>
    public void Nft(params string[] commands) =>
        Run(() => CommandRunner.Run("nft", ["-f", "-"], string.Join('\n', commands) + "\n"));

    /// <summary>Starts a program inside that is killed when this namespace is disposed of or this process dies.</summary>
    public Process Start(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var wrapped = DieWithParent(start);
        return Run(() =>
        {
            var program = Process.Start(wrapped) ?? throw new LabException($"{start.FileName} did not start.");
            _programs.Add(program);
            return program;
        });
    }

    /// <summary>The kernel's cookie of this namespace, as socket programs see it.</summary>
    public ulong ReadCookie()
    {
        const int socketLevel = 1;
        const int netnsCookie = 71;
        using var socket = OpenTcpSocket(AddressFamily.InterNetwork);
        ulong cookie = 0;
        uint length = sizeof(ulong);
        return Libc.GetSocketOption((int)socket.Handle, socketLevel, netnsCookie, ref cookie, ref length) == 0
            ? cookie
            : throw Libc.Failure("The cookie of a network namespace cannot be read");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Run(() => _programs.ForEach(Kill));
        _thread.Dispose();
        _descriptor.Dispose();
    }

    /// <inheritdoc />
    public override string ToString() => Name;

    internal void Enter()
    {
        if (Libc.SetNamespace(_descriptor.Value, Libc.CloneNewNet) != 0)
        {
            throw Libc.Failure($"The namespace {Name} cannot be entered");
        }
    }

    private static Descriptor Unshare() =>
        Libc.Unshare(Libc.CloneNewNet) == 0
            ? Descriptor.Own(Libc.Open("/proc/thread-self/ns/net", Libc.OpenCloseOnExec), "The new namespace cannot be opened")
            : throw Libc.Failure("A network namespace cannot be created; run as root");

    private static void Prepare()
    {
        CommandRunner.Run("ip", ["link", "set", "lo", "up"]);
        foreach (var scope in (string[])["all", "default"])
        {
            WriteSetting($"ipv6/conf/{scope}/accept_dad", "0");
            WriteSetting($"ipv6/conf/{scope}/accept_ra", "0");
            WriteSetting($"ipv4/conf/{scope}/rp_filter", "0");
        }
    }

    private static void WriteSetting(string setting, string value)
    {
        try
        {
            File.WriteAllText($"/proc/sys/net/{setting}", value);
        }
        catch (DirectoryNotFoundException)
        {
            // A kernel without IPv6 lacks half of these, and then needs none of them.
        }
    }

    private static void Kill(Process program)
    {
        try
        {
            program.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, or its starter has let go of it; then the parent-death signal ends it with this thread.
        }
    }

    /// <summary>The kernel sends the signal when the starting thread ends, and that thread is the namespace's own.</summary>
    private static ProcessStartInfo DieWithParent(ProcessStartInfo start)
    {
        var program = CommandRunner.Require(start.FileName);
        start.FileName = CommandRunner.Require("setpriv");
        start.ArgumentList.Insert(0, program);
        start.ArgumentList.Insert(0, "--");
        start.ArgumentList.Insert(0, "KILL");
        start.ArgumentList.Insert(0, "--pdeathsig");
        return start;
    }
}
