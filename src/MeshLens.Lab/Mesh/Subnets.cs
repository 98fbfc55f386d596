using System.Net.Sockets;

namespace MeshLens.Lab.Mesh;

/// <summary>
/// Numbers of networks that only this lab has, whatever else runs on the machine: an agent that watches all of it could not tell two
/// services of one address apart. Each is held by a socket name, so it is free again when this ends, or its process, however it ends.
/// </summary>
public sealed class Subnets : IDisposable
{
    /// <summary>First of the numbers for meshes with proxies; those below are for meshes without.</summary>
    public const int FirstWithProxies = 200;

    private const int All = 256;
    private const string OfTheMachine = "meshlens-lab";
    private readonly string _holders;
    private readonly List<Socket> _held = [];

    /// <summary>Those of this machine.</summary>
    public Subnets()
        : this(OfTheMachine)
    {
    }

    /// <param name="holders">Who has to agree; tests agree among themselves.</param>
    internal Subnets(string holders) => _holders = holders;

    /// <summary>The lowest free number for a mesh, or for a node of one.</summary>
    /// <exception cref="LabException">Other labs have them all.</exception>
    public int Next() => Next(0, FirstWithProxies);

    /// <summary>The lowest free number for a mesh with proxies.</summary>
    /// <exception cref="LabException">Other labs have them all.</exception>
    public int NextWithProxies() => Next(FirstWithProxies, All);

    /// <inheritdoc />
    public void Dispose()
    {
        _held.ForEach(static socket => socket.Dispose());
        _held.Clear();
    }

    private int Next(int first, int end)
    {
        for (var number = first; number < end; number++)
        {
            if (TryHold(number))
            {
                return number;
            }
        }

        throw new LabException("Every network of the lab is in use by another one on this machine: end one of them.");
    }

    private bool TryHold(int number)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint($"\0{_holders}-network-{number}"));
            _held.Add(socket);
            return true;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            return false;
        }
    }
}
