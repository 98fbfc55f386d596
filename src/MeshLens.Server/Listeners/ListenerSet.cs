using System.Net;
using System.Net.Mime;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MeshLens.Server.Listeners;

/// <summary>Every listener's address, transport security and authorisation, in this one place.</summary>
internal static class ListenerSet
{
    // Health checks carry no data and come from kubelets that hold no token.
    private static readonly PathString[] Open = ["/healthz", "/readyz"];

    // What a person reads who followed a link, and costs nothing that others need.
    private static readonly PathString[] ForPeople = ["/edges", "/api/v1/edges"];

    // Each connection carries its listener: addresses and ports would not tell, where the machine chose the port.
    private static readonly object Listener = new();

    public static void Listen(this KestrelServerOptions kestrel, ListenerOptions options, HttpProtocols protocols)
    {
        var endpoint = IPEndPoint.Parse(options.Address);
        kestrel.Listen(endpoint, listen =>
        {
            listen.Protocols = protocols;
            listen.Use(next => connection =>
            {
                connection.Items[Listener] = options;
                return next(connection);
            });
            if (options is { CertificateFile: { } certificate, KeyFile: { } key })
            {
                listen.UseHttps(X509Certificate2.CreateFromPemFile(certificate, key));
            }
        });
    }

    /// <summary>Asks callers of each listener that has a token file for its token.</summary>
    public static void UseListenerTokens(this WebApplication app, IEnumerable<ListenerOptions> listeners)
    {
        var tokens = listeners.Where(listener => listener.TokenFile is not null)
            .ToDictionary(listener => listener, listener => new BearerToken(listener.TokenFile!));
        if (tokens.Count == 0)
        {
            return;
        }

        app.Use(async (context, next) =>
        {
            if (tokens.TryGetValue(ListenerOf(context), out var token)
                && !Open.Contains(context.Request.Path)
                && !token.Admits(context.Request.Headers.Authorization, asPassword: IsForPeople(context.Request)))
            {
                await Refuse(context);
                return;
            }

            await next(context);
        });
    }

    /// <summary>Shows callers of a listener that has paths of its own nothing but these: it may be open to more people than others.</summary>
    public static void UseListenerPaths(this WebApplication app, IEnumerable<ListenerOptions> listeners)
    {
        if (listeners.All(static listener => listener.Paths is null))
        {
            return;
        }

        app.Use(static (context, next) =>
        {
            if (ListenerOf(context).Paths is not { } paths || paths.Contains(context.Request.Path.Value, StringComparer.Ordinal))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    // Who followed a link is asked by the browser; programs are not, as they would take it for another way in.
    private static Task Refuse(HttpContext context)
    {
        var isPerson = IsForPeople(context.Request) && context.Request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase);
        if (isPerson)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"MeshLens: the token is the password, of any user\", charset=\"UTF-8\"";
        }

        return TypedResults.Problem(
            isPerson ? "Reload, and give the listener's token as the password, of any user." : "Present the listener's token: Authorization: Bearer <token>.",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }

    private static bool IsForPeople(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && ForPeople.Any(path => request.Path.StartsWithSegments(path));

    private static ListenerOptions ListenerOf(HttpContext context) =>
        (ListenerOptions)context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items[Listener]!;
}
