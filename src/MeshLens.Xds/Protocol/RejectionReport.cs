using Google.Rpc;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Protocol;

/// <summary>The reason in a NACK. It ends up in istiod's log and in <c>istioctl proxy-status</c>, so it names what to fix, and stays short.</summary>
internal static class RejectionReport
{
    private const int MostNamed = 10;
    private const int LongestMessage = 4096;
    private const int InvalidArgument = 3;

    public static Status Of(ResourceType type, IReadOnlyList<Rejection> rejections)
    {
        var named = string.Join("; ", rejections.Take(MostNamed));
        var more = rejections.Count > MostNamed ? $"; and {rejections.Count - MostNamed} more" : "";
        var message = $"{type} rejected {rejections.Count}: {named}{more}";
        return new() { Code = InvalidArgument, Message = message.Length <= LongestMessage ? message : message[..LongestMessage] };
    }
}
