using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MeshLens.Agent.Host;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Probing;

/// <summary>ICMP echo of one address family, over a ping socket where this user may have one, else over a raw one.</summary>
internal sealed class EchoSocket : IDisposable
{
    private const int Datagram = 2;
    private const int Raw = 3;
    private const int Icmp = 1;
    private const int IcmpV6 = 58;
    private const int RawLevel = 255;
    private const int EchoBytes = 32;
    private const int IdentifierAt = 4;
    private const int SequenceAt = 6;
    private const int CookieAt = 8;
    private const int LeastAddress = 28;
    private const int MostInterruptions = 8;
    private static readonly byte[] AllButEchoReplies = [0xfe, 0xff, 0xff, 0xff];

    private readonly int _socket;
    private readonly bool _isRaw;
    private readonly bool _isV6;
    private readonly byte[] _message = new byte[EchoBytes];
    private readonly byte[] _buffer = new byte[2048];
    private readonly byte[] _from = new byte[LeastAddress];
    private readonly EchoSlots _echoes = new();
    private ushort _sequence;
    private bool _asksAtQueue;

    private EchoSocket(int socket, bool isRaw, bool isV6)
    {
        (_socket, _isRaw, _isV6) = (socket, isRaw, isV6);
        RandomNumberGenerator.Fill(_message.AsSpan(IdentifierAt)); // An identifier, and a cookie that an answer must carry.
        _message[0] = EchoRequest;
        if (isRaw && !isV6)
        {
            _ = LibC.SetSocketOption(socket, RawLevel, 1, AllButEchoReplies, 4);
        }

        KernelStamps.Ask(socket);
        KernelStamps.AskForErrors(socket, isV6);
    }

    public int Descriptor => _socket;

    private byte EchoRequest => (byte)(_isV6 ? 128 : 8);

    private byte EchoReply => (byte)(_isV6 ? 129 : 0);

    /// <summary>Null when this user may have neither.</summary>
    public static EchoSocket? TryOpen(bool isV6)
    {
        var (family, protocol) = isV6 ? (10, IcmpV6) : (2, Icmp);
        const int manners = LibC.SocketNonBlocking | LibC.SocketCloseOnExec;
        var ping = LibC.Socket(family, Datagram | manners, protocol);
        if (ping >= 0)
        {
            return new(ping, isRaw: false, isV6);
        }

        var raw = LibC.Socket(family, Raw | manners, protocol);
        return raw >= 0 ? new(raw, isRaw: true, isV6) : null;
    }

    /// <summary>Sends a request; the ticket names it in <see cref="Take"/> and <see cref="Forget"/>. Negative: it could not be sent.</summary>
    public int Send(RawAddress target)
    {
        var ticket = ++_sequence;
        BinaryPrimitives.WriteUInt16BigEndian(_message.AsSpan(SequenceAt), ticket);
        BinaryPrimitives.WriteUInt16BigEndian(_message.AsSpan(2), 0);
        BinaryPrimitives.WriteUInt16BigEndian(_message.AsSpan(2), _isV6 ? (ushort)0 : Checksum(_message));
        _echoes.Begin(ticket);
        if (!TrySend(target))
        {
            // The error may be that of an earlier one, which is told once and in place of what is asked for.
            ReadSent();
            if (!TrySend(target))
            {
                _echoes.Forget(ticket);
                return -1;
            }
        }

        ReadSent();
        return ticket;
    }

    /// <summary>Reads everything that waits. Call it before a request is called lost: its answer may have been there for long.</summary>
    public void Read()
    {
        ReadSent();
        for (var interruptions = 0; interruptions < MostInterruptions; interruptions++)
        {
            int length;
            while ((length = KernelStamps.Receive(_socket, _buffer, _from, ofSent: false, out var stampNs)) >= 0)
            {
                Match(Message(length), stampNs);
            }

            if (Marshal.GetLastPInvokeError() == LibC.TryAgain)
            {
                return;
            }
        }
    }

    /// <summary>Whether a request was answered or refused, and how long that took; 0 when the kernel did not time it.</summary>
    public bool Take(int ticket, out Outcome outcome)
    {
        var isOver = _echoes.Take(ticket, out outcome, out var lacksSent);
        if (lacksSent && !_asksAtQueue)
        {
            _asksAtQueue = KernelStamps.Ask(_socket, atQueue: true);
        }

        return isOver;
    }

    public void Forget(int ticket) => _echoes.Forget(ticket);

    public void Dispose() => _ = LibC.Close(_socket);

    private bool TrySend(RawAddress target) => LibC.SendTo(_socket, _message, EchoBytes, 0, target.BytesWithoutPort, (uint)target.BytesWithoutPort.Length) >= 0;

    // The error queue gives back what was sent, whole, with headers before it.
    private void ReadSent()
    {
        int length;
        while ((length = KernelStamps.Receive(_socket, _buffer, default, ofSent: true, out var stampNs, out var error)) >= 0)
        {
            if (error != 0)
            {
                Refuse(_buffer.AsSpan(0, length), error);
            }
            else if (length >= EchoBytes && _buffer.AsSpan(length - EchoBytes, EchoBytes) is var sent && sent[CookieAt..].SequenceEqual(_message.AsSpan(CookieAt)))
            {
                _echoes.Sent(TicketOf(sent), stampNs);
            }
        }
    }

    // An ICMP error gives back the request from its first byte on, often only eight bytes of it. A raw socket hears of others' as well.
    private void Refuse(ReadOnlySpan<byte> request, int error)
    {
        if (request.Length >= CookieAt && request[0] == EchoRequest && IsOwn(request) && IsUnreachable(error))
        {
            _echoes.Refused(TicketOf(request));
        }
    }

    private bool IsOwn(ReadOnlySpan<byte> request) => !_isRaw || request[IdentifierAt..SequenceAt].SequenceEqual(_message.AsSpan(IdentifierAt..SequenceAt));

    // Network, host, port, protocol, or forbidden on the way; not a redirect, nor a packet that is too large.
    private static bool IsUnreachable(int error) => error is 101 or 113 or 111 or 92 or 13;

    // A raw IPv4 socket receives the header, too.
    private ReadOnlySpan<byte> Message(int length)
    {
        var skipped = _isRaw && !_isV6 && length > 0 ? (_buffer[0] & 0xf) * 4 : 0;
        return skipped < length ? _buffer.AsSpan(skipped, length - skipped) : default;
    }

    private void Match(ReadOnlySpan<byte> message, long stampNs)
    {
        if (message.Length == EchoBytes && message[0] == EchoReply && message[CookieAt..].SequenceEqual(_message.AsSpan(CookieAt)))
        {
            _echoes.Answered(TicketOf(message), stampNs);
        }
    }

    private static int TicketOf(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16BigEndian(message[SequenceAt..]);

    // RFC 1071.
    private static ushort Checksum(ReadOnlySpan<byte> message)
    {
        uint sum = 0;
        for (var i = 0; i + 1 < message.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(message[i..]);
        }

        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
