using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using MeshLens.Otlp.Grpc;
using MeshLens.Otlp.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MeshLens.Otlp;

/// <summary>OTLP as a server: one receiver per signal, over both transports.</summary>
public static class OtlpExtensions
{
    /// <summary>Adds a receiver and what carries requests to it.</summary>
    public static IServiceCollection AddOtlp<TReceiver>(this IServiceCollection services)
        where TReceiver : class, IOtlpReceiver
    {
        services.AddOptions<OtlpOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OtlpOptions>, OtlpOptionsValidator>());
        services.TryAddSingleton<OtlpInstruments>();
        services.TryAddSingleton<OtlpGate>();
        services.AddSingleton<TReceiver>()
            .AddSingleton<OtlpIntake<TReceiver>>()
            .AddSingleton<OtlpHttp<TReceiver>>()
            .AddSingleton<OtlpGrpc<TReceiver>>()
            .AddSingleton<IServiceMethodProvider<OtlpGrpc<TReceiver>>, OtlpMethods<TReceiver>>()
            .AddGrpc();
        services.AddOptions<GrpcServiceOptions<OtlpGrpc<TReceiver>>>().Configure<IOptions<OtlpOptions>>(static (grpc, otlp) =>
        {
            grpc.MaxReceiveMessageSize = otlp.Value.MaximumBytes;
            grpc.CompressionProviders = [.. BoundedUnpacking.All(otlp.Value.MaximumBytes)];
        });
        return services;
    }

    /// <summary>Maps a receiver's path and service.</summary>
    public static IEndpointRouteBuilder MapOtlp<TReceiver>(this IEndpointRouteBuilder endpoints)
        where TReceiver : class, IOtlpReceiver
    {
        var http = endpoints.ServiceProvider.GetRequiredService<OtlpHttp<TReceiver>>();
        endpoints.MapPost(TReceiver.Signal.Path, (RequestDelegate)http.ExportAsync).ExcludeFromDescription();
        endpoints.MapGrpcService<OtlpGrpc<TReceiver>>();
        return endpoints;
    }

    /// <summary>Keeps more requests than <see cref="OtlpOptions.MaximumRequests"/> waiting outside. Before the endpoints.</summary>
    public static IApplicationBuilder UseOtlpGate(this IApplicationBuilder app, params IEnumerable<OtlpSignal> signals) =>
        app.UseMiddleware<OtlpGateMiddleware>(signals);
}
