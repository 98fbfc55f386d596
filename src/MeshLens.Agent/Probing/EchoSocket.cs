using System.Buffers.Binary;
using System.Security.Cryptography;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Probing;

/// <summary>ICMP echo of one address family, over a ping socket where this user may have one, else over a raw one.</summary>
internal sealed class EchoSocket : IDisposable
{
    public const int Slots = 1024;

    private const int Datagram = 2;
    private const int Raw = 3;
    private const int Icmp = 1;
    private const int IcmpV6 = 58;
    private const int RawLevel = 255;
    private const int EchoBytes = 32;
    private const int SequenceAt = 6;
    private const int CookieAt = 8;
    private const int LeastAddress = 28;
    private static readonly byte[] AllButEchoReplies = [0xfe, 0xff, 0xff, 0xff];

    private readonly int _socket;
    private readonly bool _isRaw;
    private readonly bool _isV6;
    private readonly byte[] _message = new byte[EchoBytes];
    private readonly byte[] _buffer = new byte[2048];
    private readonly byte[] _from = new byte[LeastAddress];
    private readonly Echo[] _echoes = new Echo[Slots];
    private ushort _sequence;
    private bool _asksAtQueue;

    private EchoSocket(int socket, bool isRaw, bool isV6)
    {
        (_socket, _isRaw, _isV6) = (socket, isRaw, isV6);
        RandomNumberGenerator.Fill(_message.AsSpan(4)); // An identifier, and a cookie that an answer must carry.
        _message[0] = EchoRequest;
        if (isRaw && !isV6)
        {
            _ = LibC.SetSocketOption(socket, RawLevel, 1, AllButEchoReplies, 4);
        }

        KernelStamps.Ask(socket);
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
        _echoes[ticket % Slots] = new() { Ticket = ticket, IsWaiting = true };
        if (LibC.SendTo(_socket, _message, EchoBytes, 0, target.BytesWithoutPort, (uint)target.BytesWithoutPort.Length) < 0)
        {
            _echoes[ticket % Slots] = default;
            return -1;
        }

        ReadSent();
        return ticket;
    }

    /// <summary>Reads everything that waits. Call it before a request is called lost: its answer may have been there for long.</summary>
    public void Read()
    {
        ReadSent();
        int length;
        while ((length = KernelStamps.Receive(_socket, _buffer, _from, ofSent: false, out var stampNs)) >= 0)
        {
            Match(Message(length), stampNs);
        }
    }

    /// <summary>Whether the answer to a request has come, and how long it took; 0 when the kernel did not time it.</summary>
    public bool Take(int ticket, out long rttNs)
    {
        rttNs = 0;
        ref var echo = ref _echoes[ticket % Slots];
        if (echo.Ticket != ticket || !echo.IsAnswered)
        {
            return false;
        }

        // The clock may have been set in between: no time is better than a wrong one.
        var difference = echo.ArrivedNs - echo.SentNs;
        rttNs = echo.SentNs > 0 && echo.ArrivedNs > 0 && difference is > 0 and < 60_000_000_000 ? difference : 0;
        if (echo.SentNs == 0 && !_asksAtQueue)
        {
            _asksAtQueue = KernelStamps.Ask(_socket, atQueue: true);
        }

        echo = default;
        return true;
    }

    public void Forget(int ticket)
    {
        if (_echoes[ticket % Slots].Ticket == ticket)
        {
            _echoes[ticket % Slots] = default;
        }
    }

    public void Dispose() => _ = LibC.Close(_socket);

    // The error queue gives back what was sent, whole, with headers before it.
    private void ReadSent()
    {
        int length;
        while ((length = KernelStamps.Receive(_socket, _buffer, default, ofSent: true, out var stampNs)) >= 0)
        {
            if (length >= EchoBytes && _buffer.AsSpan(length - EchoBytes, EchoBytes) is var sent && sent[CookieAt..].SequenceEqual(_message.AsSpan(CookieAt)))
            {
                ref var echo = ref _echoes[BinaryPrimitives.ReadUInt16BigEndian(sent[SequenceAt..]) % Slots];
                echo.SentNs = echo.IsWaiting ? stampNs : 0;
            }
        }
    }

    // A raw IPv4 socket receives the header, too.
    private ReadOnlySpan<byte> Message(int length)
    {
        var skipped = _isRaw && !_isV6 && length > 0 ? (_buffer[0] & 0xf) * 4 : 0;
        return skipped < length ? _buffer.AsSpan(skipped, length - skipped) : default;
    }

    private void Match(ReadOnlySpan<byte> message, long stampNs)
    {
        if (message.Length != EchoBytes || message[0] != EchoReply || !message[CookieAt..].SequenceEqual(_message.AsSpan(CookieAt)))
        {
            return;
        }

        var ticket = BinaryPrimitives.ReadUInt16BigEndian(message[SequenceAt..]);
        ref var echo = ref _echoes[ticket % Slots];
        if (echo.Ticket == ticket && echo.IsWaiting && !echo.IsAnswered)
        {
            (echo.IsAnswered, echo.ArrivedNs) = (true, stampNs);
        }
    }

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

    private struct Echo
    {
        public int Ticket;
        public bool IsWaiting;
        public bool IsAnswered;
        public long SentNs;
        public long ArrivedNs;
    }
}
