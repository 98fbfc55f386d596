namespace Kernel.Tests;

/// <summary>A handshake as the wire saw it: first SYN out to first SYN-ACK in.</summary>
internal readonly record struct WireHandshake(long Nanoseconds, uint Retransmits);
