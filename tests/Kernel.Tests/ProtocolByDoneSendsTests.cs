namespace Kernel.Tests;

/// <summary>The same where sends are told when they are done.</summary>
public sealed class ProtocolByDoneSendsTests() : ProtocolTests(WatchShape.DoneSends);
