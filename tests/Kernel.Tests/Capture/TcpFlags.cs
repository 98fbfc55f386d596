namespace Kernel.Tests;

/// <summary>Byte 13 of a TCP header.</summary>
[Flags]
internal enum TcpFlags : byte
{
    None = 0,
    Fin = 1,
    Syn = 2,
    Reset = 4,
    Push = 8,
    Ack = 16,
}
