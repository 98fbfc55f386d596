namespace LibBpfSharp;

/// <summary>
/// Receives one record. The bytes lie in the kernel's ring and are overwritten after the return, so copy what is kept. A handler that is
/// slow makes the ring run full, and the kernel program drops.
/// </summary>
/// <param name="record">The record as the kernel program submitted it.</param>
public delegate void RingBufferHandler(ReadOnlySpan<byte> record);
