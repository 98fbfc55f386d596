using MeshLens.Lab.Namespaces;

namespace MeshLens.Lab.Links;

/// <summary>
/// A point-to-point link between two namespaces whose delay, jitter and loss can be changed while traffic flows: a TUN device at
/// each end and a thread per direction that holds packets back. It needs no kernel queueing discipline (netem), and is gone when
/// this process is gone. Each direction is accurate to about 0.1 ms on a machine that is not saturated.
/// </summary>
public sealed class DelayLink : IDisposable
{
    private readonly TunDevice _first;
    private readonly TunDevice _second;
    private readonly DelayLine _forth;
    private readonly DelayLine _back;

    private DelayLink(TunDevice first, TunDevice second)
    {
        _first = first;
        _second = second;
        _forth = new DelayLine(first, second);
        _back = new DelayLine(second, first);
    }

    /// <summary>Packets carried so far, both directions.</summary>
    public long Forwarded => _forth.Forwarded + _back.Forwarded;

    /// <summary>Packets lost so far, both directions, on purpose or because more than 8192 were in flight.</summary>
    public long Lost => _forth.Lost + _back.Lost;

    /// <summary>The direction from the first namespace to the second.</summary>
    public PathImpairment Forth
    {
        get => _forth.Impairment;
        set => _forth.Impairment = value;
    }

    /// <summary>The direction from the second namespace to the first.</summary>
    public PathImpairment Back
    {
        get => _back.Impairment;
        set => _back.Impairment = value;
    }

    /// <summary>Creates an interface of this name (at most 15 letters) in both namespaces, up and without addresses.</summary>
    /// <exception cref="LabException">No permission, or the name is taken.</exception>
    public static DelayLink Create(NetworkNamespace first, NetworkNamespace second, string interfaceName)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentException.ThrowIfNullOrEmpty(interfaceName);
        var one = TunDevice.Create(first, interfaceName);
        try
        {
            return new DelayLink(one, TunDevice.Create(second, interfaceName));
        }
        catch
        {
            one.Dispose();
            throw;
        }
    }

    /// <summary>Applies the same to both directions, so a round trip takes twice the delay.</summary>
    public void Impair(PathImpairment eachWay)
    {
        Forth = eachWay;
        Back = eachWay;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _forth.Dispose();
        _back.Dispose();
        _first.Dispose();
        _second.Dispose();
    }
}
