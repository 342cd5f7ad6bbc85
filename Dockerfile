# Build: SDK plus Node for the assets.
FROM node:20-bookworm-slim AS node
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s /usr/local/lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /orion
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig package.json package-lock.json ./
COPY src/Orion/Orion.csproj src/Orion/packages.lock.json src/Orion/
COPY src/Orion/Assets/*.props src/Orion/Assets/*.targets src/Orion/Assets/
# Production has a database of its own: the embedded server's binaries stay out.
RUN npm ci --ignore-scripts --no-audit --no-fund && dotnet restore src/Orion --locked-mode
COPY src src
RUN dotnet publish src/Orion -c Release -r linux-$(dpkg --print-architecture | sed s/amd64/x64/) -o /published

# Run: no shell tools needed, no root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /published .
ENV ASPNETCORE_ENVIRONMENT=Production ORION_DATA=/data URLS=http://+:8080
RUN mkdir /data && chown $APP_UID /data
VOLUME /data
USER $APP_UID
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["dotnet", "orion.dll", "health", "http://localhost:8080"]
ENTRYPOINT ["dotnet", "orion.dll"]
