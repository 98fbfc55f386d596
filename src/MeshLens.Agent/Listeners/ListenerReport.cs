namespace MeshLens.Agent.Listeners;

/// <summary>What one listening socket did since the last report.</summary>
/// <param name="Socket">The socket as last seen.</param>
/// <param name="Drops">Connections turned away; 0 also where the kernel does not tell whose drops they are.</param>
/// <param name="PeakBacklog">The most connections seen waiting at one look.</param>
internal sealed record ListenerReport(ListeningSocket Socket, ulong Drops, uint PeakBacklog);
