module adder (
  (* X_INTERFACE_INFO = "xilinx.com:signal:clock:1.0 clk CLK" *)
  (* X_INTERFACE_PARAMETER = "ASSOCIATED_BUSIF s_axi, ASSOCIATED_RESET rst" *)
  input  wire        clk,
  (* X_INTERFACE_INFO = "xilinx.com:signal:reset:1.0 rst RST" *)
  (* X_INTERFACE_PARAMETER = "POLARITY ACTIVE_HIGH" *)
  input  wire        rst,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi AWADDR" *)
  (* X_INTERFACE_PARAMETER = "XIL_INTERFACENAME s_axi, PROTOCOL AXI4LITE, DATA_WIDTH 32, ADDR_WIDTH 6" *)
  input  wire  [5:0] s_axi_awaddr,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi AWPROT" *)
  input  wire  [2:0] s_axi_awprot,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi AWVALID" *)
  input  wire        s_axi_awvalid,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi AWREADY" *)
  output wire        s_axi_awready,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi WDATA" *)
  input  wire [31:0] s_axi_wdata,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi WSTRB" *)
  input  wire  [3:0] s_axi_wstrb,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi WVALID" *)
  input  wire        s_axi_wvalid,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi WREADY" *)
  output wire        s_axi_wready,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi BRESP" *)
  output wire  [1:0] s_axi_bresp,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi BVALID" *)
  output wire        s_axi_bvalid,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi BREADY" *)
  input  wire        s_axi_bready,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi ARADDR" *)
  input  wire  [5:0] s_axi_araddr,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi ARPROT" *)
  input  wire  [2:0] s_axi_arprot,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi ARVALID" *)
  input  wire        s_axi_arvalid,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi ARREADY" *)
  output wire        s_axi_arready,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi RDATA" *)
  output wire [31:0] s_axi_rdata,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi RRESP" *)
  output wire  [1:0] s_axi_rresp,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi RVALID" *)
  output wire        s_axi_rvalid,
  (* X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi RREADY" *)
  input  wire        s_axi_rready,
  input  wire [15:0] y
);
  reg [15:0] x_value = 16'd7;
  reg [31:0] key_value = 32'd0;
  reg [5:0] write_address_spare_addr = 6'd0;
  reg write_address_full = 1'b0;
  reg [31:0] write_data_spare_data = 32'd0;
  reg [3:0] write_data_spare_strb = 4'd0;
  reg write_data_full = 1'b0;
  reg s_axi_bvalid_reg = 1'b0;
  reg [1:0] s_axi_bresp_reg = 2'd0;
  reg [5:0] read_spare_addr = 6'd0;
  reg read_full = 1'b0;
  reg s_axi_rvalid_reg = 1'b0;
  reg [31:0] s_axi_rdata_reg = 32'd0;
  reg [1:0] s_axi_rresp_reg = 2'd0;
  reg [31:0] read_data;

  wire write_address_valid = write_address_full || s_axi_awvalid;
  wire s_axi_aw_map_ready = !write_address_full;

  always @(posedge clk) begin
    if (s_axi_aw_map_ready) begin
      write_address_spare_addr <= s_axi_awaddr;
    end
  end

  wire write_ready = !s_axi_bvalid_reg || s_axi_bready;
  wire write_data_valid = write_data_full || s_axi_wvalid;
  wire write_address_ready = write_ready && write_data_valid;

  always @(posedge clk) begin
    if (rst) begin
      write_address_full <= 1'b0;
    end else begin
      write_address_full <= write_address_valid && !write_address_ready;
    end
  end

  wire [5:0] write_address_payload_addr = write_address_full ? write_address_spare_addr : s_axi_awaddr;

  always @(posedge clk) begin
    if (!write_data_full) begin
      write_data_spare_data <= s_axi_wdata;
      write_data_spare_strb <= s_axi_wstrb;
    end
  end

  wire write_data_ready = write_ready && write_address_valid;

  always @(posedge clk) begin
    if (rst) begin
      write_data_full <= 1'b0;
    end else begin
      write_data_full <= write_data_valid && !write_data_ready;
    end
  end

  wire [31:0] write_data_payload_data = write_data_full ? write_data_spare_data : s_axi_wdata;
  wire [3:0] write_data_payload_strb = write_data_full ? write_data_spare_strb : s_axi_wstrb;
  wire write_valid = write_address_valid && write_data_valid;

  always @(posedge clk) begin
    if (rst) begin
      s_axi_bvalid_reg <= 1'b0;
    end else if (write_ready) begin
      s_axi_bvalid_reg <= write_valid;
    end
  end

  wire write_fire = write_valid && write_ready;
  wire [3:0] write_index = write_address_payload_addr[5:2];
  wire [7:0] mux_write_data_payload_data = write_data_payload_strb[3] ? write_data_payload_data[31:24]
      : key_value[31:24];

  always @(posedge clk) begin
    if (rst) begin
      x_value <= 16'd7;
      key_value <= 32'd0;
    end else if (write_fire) begin
      case (write_index)
        4'd0: begin
          x_value <= {
              write_data_payload_strb[1] ? write_data_payload_data[15:8] : x_value[15:8],
              write_data_payload_strb[0] ? write_data_payload_data[7:0] : x_value[7:0]
            };
        end
        4'd2: begin
          key_value <= {
              mux_write_data_payload_data,
              write_data_payload_strb[2] ? write_data_payload_data[23:16] : key_value[23:16],
              write_data_payload_strb[1] ? write_data_payload_data[15:8] : key_value[15:8],
              write_data_payload_strb[0] ? write_data_payload_data[7:0] : key_value[7:0]
            };
        end
        default: ;
      endcase
    end
  end

  always @(posedge clk) begin
    if (write_ready) begin
      s_axi_bresp_reg <= (write_index == 4'd0 || write_index == 4'd2) ? 2'd0 : 2'd2;
    end
  end

  wire read_valid = read_full || s_axi_arvalid;
  wire s_axi_ar_map_ready = !read_full;

  always @(posedge clk) begin
    if (s_axi_ar_map_ready) begin
      read_spare_addr <= s_axi_araddr;
    end
  end

  wire read_ready = !s_axi_rvalid_reg || s_axi_rready;

  always @(posedge clk) begin
    if (rst) begin
      s_axi_rvalid_reg <= 1'b0;
    end else if (read_ready) begin
      s_axi_rvalid_reg <= read_valid;
    end
  end

  always @(posedge clk) begin
    if (rst) begin
      read_full <= 1'b0;
    end else begin
      read_full <= read_valid && !read_ready;
    end
  end

  wire [5:0] read_payload_addr = read_full ? read_spare_addr : s_axi_araddr;
  wire [3:0] read_index = read_payload_addr[5:2];
  wire [15:0] sum_value = x_value + y;

  always @* begin
    read_data = 32'd0;
    case (read_index)
      4'd0: begin
        read_data = {16'd0, x_value};
      end
      4'd1: begin
        read_data = {16'd0, sum_value};
      end
      4'd8: begin
        read_data = 32'hadd;
      end
      default: ;
    endcase
  end

  always @(posedge clk) begin
    if (read_ready) begin
      s_axi_rdata_reg <= read_data;
      s_axi_rresp_reg <= (read_index <= 4'd1 || read_index == 4'd8) ? 2'd0 : 2'd2;
    end
  end

  assign s_axi_awready = s_axi_aw_map_ready;
  assign s_axi_wready = !write_data_full;
  assign s_axi_bresp = s_axi_bresp_reg;
  assign s_axi_bvalid = s_axi_bvalid_reg;
  assign s_axi_arready = s_axi_ar_map_ready;
  assign s_axi_rdata = s_axi_rdata_reg;
  assign s_axi_rresp = s_axi_rresp_reg;
  assign s_axi_rvalid = s_axi_rvalid_reg;

  wire _unused_ok = &{1'b0, s_axi_awprot, s_axi_arprot, write_address_payload_addr[1:0], read_payload_addr[1:0]};
endmodule
