namespace Benchmarks.Kernel;

/// <summary>How one cell compares with the wire.</summary>
/// <param name="WithinRatio">Within 5 % or 50 µs; what the wire saw and nobody told counts as wrong.</param>
/// <param name="WrongRetransmits">Handshakes whose SYN retransmits differ from the capture's.</param>
internal sealed record HandshakeResult(double WithinRatio, int WrongRetransmits, uint Retransmits, int Handshakes);
