# One image for the whole service: `khabar run` (worker and bot), or `khabar worker` and `khabar bot` apart.
# Built in two steps, so that no compiler and no cache stays in it.

# Pinned by digest where you build it: docs/operating.md, "Docker", says how.
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/khabar
COPY requirements.lock pyproject.toml README.md LICENSE NOTICE ./
RUN /opt/khabar/bin/pip install --quiet --require-hashes --no-deps -r requirements.lock
COPY config config
COPY digests digests
COPY bot bot
RUN /opt/khabar/bin/pip install --quiet --no-deps --no-build-isolation . \
    && /opt/khabar/bin/python -m compileall -q /opt/khabar/lib

FROM ${BASE}
# A missing token is an error here unless KHABAR_SIMULATOR=1.
ENV PATH=/opt/khabar/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    KHABAR_SERVICE=1 \
    KHABAR_DATA=/data \
    KHABAR_LOG_FORMAT=json \
    KHABAR_HEALTH_LISTEN=127.0.0.1:9090
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin khabar \
    && install -d -o khabar -g khabar -m 0700 /data
COPY --from=build /opt/khabar /opt/khabar
USER 10001
VOLUME /data
STOPSIGNAL SIGTERM
# The bot answers on /health. A container that runs `khabar worker` alone switches this off (`--no-healthcheck`).
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client as h, sys; c = h.HTTPConnection('127.0.0.1', 9090, timeout=4); c.request('GET', '/health'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["khabar"]
CMD ["run"]
