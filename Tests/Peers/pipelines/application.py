"""An application's repository, a registry for its images, and the live repository that says which of them run."""

import json
from pathlib import Path
from urllib.request import Request, urlopen

from .site import Site

# Where docs/ci.md says that the files of examples/ci go.
_PLACES = {
    "shell": "ci",
    "github/application.yml": ".github/workflows/application.yml",
    "gitlab/application.yml": ".gitlab-ci.yml",
    "gitlab/deploy-runner.yml": ".gitlab/deploy-runner.yml",
    "circleci/application.yml": ".circleci/config.yml",
    "jenkins/application.Jenkinsfile": "Jenkinsfile",
}

_CONFIGURATION = """standard_configuration:
  docker_image_builder:
    allowed_repos: ["file://{application}"]
    environment_vars: {{DEPLOY_SCRIPT_IMAGE_BUILDER: buildah}}
  terraform_applier:
    infrastructure_live_repositories: ["file://{live}"]
    allowed_apply_git_refs: [main]
    allowed_update_variable_names: [shop_version]
    machine_user_git_info: {{name: Deployer, email: deployer@example.com}}
container_cpu: 1024
container_memory: 2048
sandbox:
  local_repositories: ["{application}", "{live}"]
  mounts:
    - {{source: {state}, target: /state, mode: read-write}}
  containers:
    docker-image-builder:
      network: host
      user_namespaces: allowed
      mounts: [{{source: /etc/containers, target: /etc/containers}}]
    terraform-applier:
      writable_repositories: ["{live}"]
"""

_MODULE = """terraform {{
  backend "local" {{
    path = "/state/{environment}/shop.tfstate"
  }}
}}

variable "shop_version" {{
  type = string
}}

resource "terraform_data" "shop" {{
  input = var.shop_version
}}

output "version" {{
  value = terraform_data.shop.output
}}
"""


class ApplicationSite(Site):
    """Begins with an application on main, and nothing deployed."""

    def __init__(self, root: Path, binaries: Path, registry: str) -> None:
        super().__init__(root, binaries, "shop.git", _PLACES)
        self._registry = registry
        live = root / "infrastructure-live.git"
        self.settings |= {
            "APPLICATION_REPOSITORY": f"file://{self.repository}", "IMAGE": f"{registry}/shop",
            "LIVE_REPOSITORY": f"file://{live}", "BINARY": "terraform", "IMAGE_VARIABLE": "shop_version",
        }  # fmt: skip
        text = _CONFIGURATION.format(application=self.repository, live=live, state=root / "state")
        (root / "deploy-runner.yml").write_text(text)
        work = root / "live"
        self.make_repository(live, work)
        for environment in ("dev", "stage"):
            module = work / environment / "shop"
            module.mkdir(parents=True)
            (module / "main.tf").write_text(_MODULE.format(environment=environment))
            (module / "terraform.tfvars").write_text('shop_version = "none"\n')
        self.git(work, "add", "--all")
        self.git(work, "commit", "--quiet", "--message", "Describe the shop's environments")
        self.git(work, "push", "--quiet", "origin", "HEAD:refs/heads/main")
        self._live = live
        self.write("Dockerfile", "FROM scratch\nCOPY index.html /\n")
        self.set_page("<p>shop</p>")

    def set_page(self, text: str) -> str:
        self.write("index.html", text)
        return self.commit("main", f"Show {text}")

    def tag(self, name: str) -> str:
        self.git(self.work, "tag", "--annotate", "--message", name, name)
        self.git(self.work, "push", "--quiet", "origin", f"refs/tags/{name}")
        return self.git(self.work, "rev-parse", "HEAD")

    def running(self, environment: str) -> str | None:
        """The version that runs, by Terraform's state."""
        file = self.root / "state" / environment / "shop.tfstate"
        if not file.exists():
            return None
        version = json.loads(file.read_text())["outputs"]["version"]["value"]
        return str(version)

    def images(self) -> list[str]:
        """The tags in the registry."""
        address = f"http://{self._registry}/v2/shop/tags/list"
        try:
            with urlopen(Request(address)) as answer:
                return sorted(json.load(answer)["tags"] or [])
        except OSError:
            return []

    def live_message(self) -> str:
        """What the last commit of the live repository says."""
        return self.git(self._live, "log", "-1", "--format=%s", "main")
