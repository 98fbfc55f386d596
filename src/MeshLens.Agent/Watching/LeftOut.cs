using MeshLens.Agent.NodeProxy;
using MeshLens.Agent.Streaming;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Watching;

/// <summary>
/// What is left out around the connections, from totals that grow: into the next report, and into the log where a verdict loses
/// evidence by it.
/// </summary>
internal sealed class LeftOut(ILogger logger)
{
    private SurroundingLosses _told;
    private TenfoldTally _listeners = new();
    private TenfoldTally _pressures = new();
    private TenfoldTally _outside = new();
    private TenfoldTally _logs = new();

    /// <param name="losses">Receives what was left out since the last call.</param>
    /// <param name="totals">What was left out since the start.</param>
    public void AddTo(LossTally losses, SurroundingLosses totals)
    {
        var news = totals - _told;
        _told = totals;
        losses.Around += news;
        if (_listeners.IsWorthTelling(news.Listeners))
        {
            AgentLog.ListenersShed(logger, _listeners.Total);
        }

        if (_pressures.IsWorthTelling(news.Pressures))
        {
            AgentLog.PressuresShed(logger, _pressures.Total);
        }

        if (_outside.IsWorthTelling(news.FromOutside))
        {
            AgentLog.ListenersFromOutside(logger, _outside.Total);
        }

        if (_logs.IsWorthTelling(news.LogBytes))
        {
            NodeProxyText.Skipped(logger, _logs.Total);
        }
    }
}
