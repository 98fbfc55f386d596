using System.Runtime.InteropServices;
using MeshLens.Agent.Host;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>Sends probes and waits for their answers, all on one thread and never for one of them.</summary>
/// <remarks>
/// The kernel keeps what came and when, so a probe is called lost only after another look: a process that did not get to run for
/// seconds finds its answers, with the times at which they came.
/// </remarks>
internal sealed class Prober : IDisposable
{
    private const int MostFlights = 512;

    private readonly List<Flight> _flights = [];
    private readonly StampWish _stamps = new();
    private readonly EchoSocket? _echoV4 = EchoSocket.TryOpen(isV6: false);
    private readonly EchoSocket? _echoV6 = EchoSocket.TryOpen(isV6: true);

    /// <summary>Whether this user may send echo requests.</summary>
    public bool HasEcho => _echoV4 is not null;

    public void Begin(ProbeTarget target, IProbeOwner owner, int sequence, long deadline)
    {
        if (_flights.Count >= MostFlights)
        {
            owner.Ended(sequence, new(ProbeOutcome.NotSent));
        }
        else if (target.Protocol == ProbeProtocol.Icmp)
        {
            BeginEcho(target, owner, sequence, deadline);
        }
        else
        {
            BeginConnection(target, owner, sequence, deadline);
        }
    }

    /// <summary>Tells the owners of all probes that ended.</summary>
    public void Look(long now)
    {
        _echoV4?.Read();
        _echoV6?.Read();
        for (var i = _flights.Count - 1; i >= 0; i--)
        {
            var flight = _flights[i];
            if (IsOver(flight, out var outcome) || HasRunOut(flight, now, out outcome))
            {
                _flights.RemoveAt(i);
                if (flight.Socket >= 0)
                {
                    TcpProbe.End(flight.Socket);
                }

                flight.Owner.Ended(flight.Sequence, outcome);
            }
        }
    }

    /// <summary>The first moment at which a probe is lost; null when none is under way.</summary>
    public long? NextDeadline
    {
        get
        {
            long? next = null;
            foreach (var flight in CollectionsMarshal.AsSpan(_flights))
            {
                next = next is { } other && other < flight.Deadline ? other : flight.Deadline;
            }

            return next;
        }
    }

    public void AddTo(List<PollDescriptor> wanted)
    {
        Add(wanted, _echoV4);
        Add(wanted, _echoV6);
        foreach (var flight in CollectionsMarshal.AsSpan(_flights))
        {
            if (flight.Socket >= 0)
            {
                wanted.Add(new() { Descriptor = flight.Socket, Wanted = flight.Http?.Wanted ?? LibC.PollOut });
            }
        }
    }

    public void Dispose()
    {
        foreach (var flight in _flights.Where(flight => flight.Socket >= 0))
        {
            TcpProbe.End(flight.Socket);
        }

        _echoV4?.Dispose();
        _echoV6?.Dispose();
        _stamps.Dispose();
    }

    private static void Add(List<PollDescriptor> wanted, EchoSocket? echo)
    {
        if (echo is not null)
        {
            wanted.Add(new() { Descriptor = echo.Descriptor, Wanted = LibC.PollIn });
        }
    }

    private void BeginEcho(ProbeTarget target, IProbeOwner owner, int sequence, long deadline)
    {
        var echo = target.Address.IsV6 ? _echoV6 : _echoV4;
        var ticket = echo?.Send(target.Address) ?? -1;
        if (ticket < 0)
        {
            owner.Ended(sequence, new(echo is not null && IsUnreachable(Marshal.GetLastPInvokeError()) ? ProbeOutcome.Unreachable : ProbeOutcome.NotSent));
            return;
        }

        _flights.Add(new(owner, sequence, deadline) { Echo = echo, Ticket = ticket });
    }

    private void BeginConnection(ProbeTarget target, IProbeOwner owner, int sequence, long deadline)
    {
        var isHttp = target.Protocol == ProbeProtocol.Http;
        var socket = TcpProbe.Begin(target.Address, drops: !isHttp, out var outcome);
        if (socket < 0)
        {
            owner.Ended(sequence, outcome);
            return;
        }

        // On the same machine the handshake is over already, and one way through the kernel is saved.
        var flight = new Flight(owner, sequence, deadline) { Socket = socket, Http = isHttp ? new(socket, target.Host, target.Path) : null };
        if (IsOver(flight, out outcome))
        {
            TcpProbe.End(socket);
            owner.Ended(sequence, outcome);
        }
        else
        {
            _flights.Add(flight);
        }
    }

    private static bool IsOver(Flight flight, out Outcome outcome)
    {
        if (flight.Echo is { } echo)
        {
            return echo.Take(flight.Ticket, out outcome);
        }

        return flight.Http is { } http ? http.IsOver(out outcome) : TcpProbe.IsOver(flight.Socket, out outcome);
    }

    private static bool HasRunOut(Flight flight, long now, out Outcome outcome)
    {
        outcome = new(ProbeOutcome.Lost);
        if (now < flight.Deadline)
        {
            return false;
        }

        flight.Echo?.Forget(flight.Ticket);
        return true;
    }

    private static bool IsUnreachable(int error) => error is 101 or 113;
}
