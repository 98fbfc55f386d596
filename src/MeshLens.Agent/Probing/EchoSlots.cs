using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>Echo requests under way, by the ticket that each carries as its sequence number.</summary>
internal sealed class EchoSlots
{
    private const int Most = 1024;

    private readonly Echo[] _echoes = new Echo[Most];

    public void Begin(int ticket) => Of(ticket) = new() { Ticket = ticket };

    public void Sent(int ticket, long stampNs)
    {
        if (Of(ticket).Ticket == ticket)
        {
            Of(ticket).SentNs = stampNs;
        }
    }

    /// <summary>The first answer counts.</summary>
    public void Answered(int ticket, long stampNs)
    {
        ref var echo = ref Of(ticket);
        if (echo.Ticket == ticket && !echo.IsAnswered)
        {
            (echo.IsAnswered, echo.ArrivedNs) = (true, stampNs);
        }
    }

    public void Refused(int ticket)
    {
        ref var echo = ref Of(ticket);
        echo.IsRefused |= echo.Ticket == ticket;
    }

    /// <summary>Whether a request was answered or refused; if so it is forgotten.</summary>
    /// <param name="ticket">The request.</param>
    /// <param name="outcome">Without a time where the kernel told not both of it.</param>
    /// <param name="lacksSent">It was answered, and nobody told when it left.</param>
    public bool Take(int ticket, out Outcome outcome, out bool lacksSent)
    {
        ref var echo = ref Of(ticket);
        (outcome, lacksSent) = (default, false);
        if (echo.Ticket != ticket || !(echo.IsAnswered || echo.IsRefused))
        {
            return false;
        }

        outcome = echo.IsAnswered ? new(ProbeOutcome.Answered, RttOf(echo)) : new(ProbeOutcome.Unreachable);
        lacksSent = echo.IsAnswered && echo.SentNs == 0;
        echo = default;
        return true;
    }

    public void Forget(int ticket)
    {
        if (Of(ticket).Ticket == ticket)
        {
            Of(ticket) = default;
        }
    }

    private ref Echo Of(int ticket) => ref _echoes[ticket % Most];

    // The clock may have been set in between: no time is better than a wrong one.
    private static long RttOf(in Echo echo) =>
        echo.SentNs > 0 && echo.ArrivedNs > 0 && echo.ArrivedNs - echo.SentNs is > 0 and < 60_000_000_000 and var difference ? difference : 0;

    private struct Echo
    {
        public int Ticket;
        public bool IsAnswered;
        public bool IsRefused;
        public long SentNs;
        public long ArrivedNs;
    }
}
