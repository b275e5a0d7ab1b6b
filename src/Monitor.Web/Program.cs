using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitor.Actors.Board;
using Monitor.Actors.History;
using Monitor.Actors.Journal;
using Monitor.Web.Engine;
using Monitor.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.TryAddSingleton<BoardHub>();
builder.Services.TryAddSingleton<ResultQueries>();
builder.Services.TryAddSingleton<EventLog>();
builder.Services.TryAddSingleton<CheckControls>();
builder.AddBoard();

var app = builder.Build();
app.MapBoard();
app.Run();
