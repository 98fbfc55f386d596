namespace Kernel.Tests;

/// <summary>One exchange by the application's own clock, in milliseconds.</summary>
/// <param name="Turn">Before the client's send to the answer being there to read.</param>
/// <param name="Pickup">From there to the read's return.</param>
/// <param name="Queueing">The request being there to read to the server's read's return.</param>
/// <param name="Service">From there to before the server's send.</param>
internal readonly record struct Exchange(double Turn, double Pickup, double Queueing, double Service);
