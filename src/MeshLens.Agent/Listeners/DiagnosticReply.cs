namespace MeshLens.Agent.Listeners;

/// <summary>What one datagram of a sock_diag dump said besides its sockets.</summary>
/// <param name="Done">No more will come.</param>
/// <param name="Error">Errno with which the kernel refused, 0 when it did not.</param>
internal readonly record struct DiagnosticReply(bool Done, int Error);
