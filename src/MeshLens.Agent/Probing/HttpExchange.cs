using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using MeshLens.Agent.Host;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>One GET on a connection of its own: timed by the kernel from the request leaving to the first byte of the answer arriving.</summary>
internal sealed class HttpExchange(int socket, string host, string path)
{
    private const int NoSignal = 0x4000;
    private const int LongestHead = 512;

    private static readonly byte[] Discarded = new byte[LongestHead];

    private long _connectNs;
    private bool _isSent;

    /// <summary>What to wait for.</summary>
    public short Wanted => _isSent ? LibC.PollIn : LibC.PollOut;

    /// <summary>Goes on as far as it can without waiting: whether it is over, and how.</summary>
    public bool IsOver(out Outcome outcome)
    {
        if (!_isSent)
        {
            if (!TcpProbe.IsOver(socket, out outcome))
            {
                return false;
            }

            if (outcome.Kind != ProbeOutcome.Answered)
            {
                return true;
            }

            if (!TrySend(outcome.RttNs))
            {
                return Fail(out outcome);
            }
        }

        return TryReceive(out outcome);
    }

    private bool TrySend(long connectNs)
    {
        (_connectNs, _isSent) = (connectNs, true);
        KernelStamps.Ask(socket);
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: meshlens-probe\r\nConnection: close\r\n\r\n");
        return LibC.Send(socket, request, (nuint)request.Length, NoSignal) == request.Length;
    }

    private bool TryReceive(out Outcome outcome)
    {
        Span<byte> head = stackalloc byte[LongestHead];
        var length = KernelStamps.Receive(socket, head, default, ofSent: false, out var arrivedNs);
        if (length < 0)
        {
            outcome = default;
            return Marshal.GetLastPInvokeError() is not (LibC.TryAgain or LibC.InterruptedCall) && Fail(out outcome);
        }

        _ = KernelStamps.Receive(socket, Discarded, default, ofSent: true, out var sentNs);
        var rtt = sentNs > 0 && arrivedNs > sentNs ? arrivedNs - sentNs : 0;
        var status = StatusOf(head[..length]);
        outcome = status == 0 ? new(ProbeOutcome.Refused, 0, 0, _connectNs) : new(ProbeOutcome.Answered, rtt, status, _connectNs);
        return true;
    }

    private bool Fail(out Outcome outcome)
    {
        outcome = new(ProbeOutcome.Refused, 0, 0, _connectNs);
        return true;
    }

    // HTTP/1.1 204 No Content
    private static int StatusOf(ReadOnlySpan<byte> head) =>
        head.StartsWith("HTTP/1."u8) && head.Length >= 12 && Utf8Parser.TryParse(head.Slice(9, 3), out int status, out _) ? status : 0;
}
