using System.Net;
using System.Net.Sockets;

namespace MeshLens.Server.Listeners;

/// <summary>
/// Whether a listener's address can be had, asked before anything is started: what has to be torn down again at once says so
/// at length, and the one sentence that matters is lost in it.
/// </summary>
internal static class AddressCheck
{
    /// <param name="options">Valid on their own, see <see cref="ListenerValidation"/>.</param>
    /// <param name="switchName">The command-line option that names another address.</param>
    public static IEnumerable<string> Validate(ListenerOptions options, string switchName)
    {
        var endpoint = IPEndPoint.Parse(options.Address);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (Refusal(socket, endpoint) is { } reason)
        {
            yield return $"The {options.Purpose} cannot listen at {options.Address} ({reason}): choose another address with {switchName}, or free this one.";
        }
    }

    private static string? Refusal(Socket socket, IPEndPoint endpoint)
    {
        try
        {
            socket.Bind(endpoint);
            return null;
        }
        catch (SocketException e)
        {
            return e.Message.TrimEnd('.').ToLowerInvariant();
        }
    }
}
