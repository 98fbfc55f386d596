namespace MeshLens.Core.Windows;

/// <summary>When an agent last reported each end of an edge.</summary>
internal struct EndSightings
{
    /// <summary>An end counts as seen for a minute after its last sample: connections may be few.</summary>
    private const int RecentWindows = 6;

    private long _client;
    private long _server;

    public void Note(OpenWindow window)
    {
        _client = window.ClientReported ? window.Index : _client;
        _server = window.ServerReported ? window.Index : _server;
    }

    public readonly bool ClientSeen(long window) => _client > 0 && window - _client < RecentWindows;

    public readonly bool ServerSeen(long window) => _server > 0 && window - _server < RecentWindows;

    /// <summary>One end reports and the other, which did until lately, has not for two windows: a single one may be chance.</summary>
    public readonly bool OneFellSilent(long window) =>
        ClientSeen(window) && ServerSeen(window) && Math.Abs(_client - _server) >= 2 && Math.Max(_client, _server) == window;
}
